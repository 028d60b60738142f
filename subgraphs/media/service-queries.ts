/** What media answers other services alone. */
import { isId } from '#lib/db/ids.ts';
import type { Context } from './context.ts';
import { createLoaders } from './loaders.ts';

export const serviceTypeDefs = /* GraphQL */ `
  extend type Query {
    "Which of these media exist for a viewer."
    _visible(viewerId: ID, ids: [ID!]!): [ID!]!
  }
`;

export const serviceResolvers = {
  Query: {
    _visible: async (
      _source: unknown,
      { viewerId, ids }: { viewerId?: string | null; ids: string[] },
      { deps }: Context,
    ): Promise<string[]> => {
      const loaders = createLoaders(deps, viewerId ?? null);
      const media = await Promise.all(ids.filter((id) => isId(id, 'med')).map((id) => loaders.visibleMedia.load(id)));
      return media.flatMap((record) => record?._id ?? []);
    },
  },
};
