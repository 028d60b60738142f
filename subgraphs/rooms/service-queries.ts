/** Queries of rooms that only other services may ask. */
import { byId, isId } from '#lib/db/ids.ts';
import type { Context } from './context.ts';
import { createLoaders } from './loaders.ts';
import { findVisibleTo } from './messages/visible-to.ts';
import { findMessage, findRoom } from './reading/may.ts';
import { isMasked } from './reading/shown.ts';

export const serviceTypeDefs = /* GraphQL */ `
  extend type Query {
    "Which of these rooms and messages exist for a viewer."
    _visible(viewerId: ID, ids: [ID!]!): [ID!]!
    "A message and to whom of up to 1,000 users it is news, as JSON."
    _visibleTo(messageId: ID!, viewerIds: [ID!]!): String!
    "Which of these media a message holds, if it exists."
    _attached(id: ID!, mediaIds: [ID!]!): [ID!]!
  }
`;

export const serviceResolvers = {
  Query: {
    _visibleTo: async (
      _source: unknown,
      { messageId, viewerIds }: { messageId: string; viewerIds: string[] },
      { deps }: Context,
    ): Promise<string> => JSON.stringify(await findVisibleTo(deps, messageId, viewerIds)),
    _attached: async (_source: unknown, { id, mediaIds }: { id: string; mediaIds: string[] }, { deps }: Context): Promise<string[]> => {
      const message = await deps.models.messages.findOne(byId(id), { mediaIds: 1 }).lean();
      return mediaIds.filter((mediaId) => message?.mediaIds.includes(mediaId));
    },
    _visible: async (
      _source: unknown,
      { viewerId = null, ids }: { viewerId?: string | null; ids: string[] },
      { deps }: Context,
    ): Promise<string[]> => {
      const viewing = { loaders: createLoaders(deps, viewerId) };
      const found = await Promise.all(
        ids.map(async (id) => {
          if (isId(id, 'rom')) return await findRoom(viewing, id);
          const message = isId(id, 'msg') ? await findMessage(viewing, id) : null;
          return message && !(await isMasked(viewing, message)) ? message : null;
        }),
      );
      return found.flatMap((each) => each?._id ?? []);
    },
  },
};
