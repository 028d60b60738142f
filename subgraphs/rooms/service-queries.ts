/** Queries of rooms that only other services may ask. */
import { isId } from '#lib/db/ids.ts';
import type { Context } from './context.ts';
import { createLoaders } from './loaders.ts';
import { findMessage, findRoom } from './reading/may.ts';

export const serviceTypeDefs = /* GraphQL */ `
  extend type Query {
    "Which of these rooms and messages exist for a viewer."
    _visible(viewerId: ID, ids: [ID!]!): [ID!]!
  }
`;

export const serviceResolvers = {
  Query: {
    _visible: async (
      _source: unknown,
      { viewerId = null, ids }: { viewerId?: string | null; ids: string[] },
      { deps }: Context,
    ): Promise<string[]> => {
      const viewing = { loaders: createLoaders(deps, viewerId) };
      const found = await Promise.all(
        ids.map(async (id) => {
          if (isId(id, 'rom')) return await findRoom(viewing, id);
          return isId(id, 'msg') ? await findMessage(viewing, id) : null;
        }),
      );
      return found.flatMap((each) => each?._id ?? []);
    },
  },
};
