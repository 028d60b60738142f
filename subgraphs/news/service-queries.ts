/** Queries of news that only other services may ask. */
import { byId, byIds, isId } from '#lib/db/ids.ts';
import { roleOf } from './authors/roles.ts';
import type { Context } from './context.ts';
import { mayRead } from './reading/may.ts';

export const serviceTypeDefs = /* GraphQL */ `
  extend type Query {
    "Which of these articles and events exist for a viewer."
    _visible(viewerId: ID, ids: [ID!]!): [ID!]!
    "Which of these media an article or event holds, if it exists."
    _attached(id: ID!, mediaIds: [ID!]!): [ID!]!
  }
`;

export const serviceResolvers = {
  Query: {
    _visible: async (
      _source: unknown,
      { viewerId, ids }: { viewerId?: string | null; ids: string[] },
      { deps }: Context,
    ): Promise<string[]> => {
      const viewer = { viewerId: viewerId ?? null, role: await roleOf(deps, viewerId ?? null) };
      const shown = { status: 1, authorId: 1 } as const;
      const { articles, events } = deps.models;
      const found = [
        ...(await articles.find(byIds(ids.filter((id) => isId(id, 'art'))), shown).lean()),
        ...(await events.find(byIds(ids.filter((id) => isId(id, 'evt'))), shown).lean()),
      ];
      return found.filter((each) => mayRead(viewer, each)).map(({ _id }) => _id);
    },
    _attached: async (_source: unknown, { id, mediaIds }: { id: string; mediaIds: string[] }, { deps }: Context): Promise<string[]> => {
      const { articles, events } = deps.models;
      const holder = isId(id, 'evt')
        ? await events.findOne(byId(id), { imageIds: 1 }).lean()
        : await articles.findOne(byId(id), { imageIds: 1 }).lean();
      return mediaIds.filter((mediaId) => holder?.imageIds.includes(mediaId));
    },
  },
};
