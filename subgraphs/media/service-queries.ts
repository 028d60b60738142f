/** The queries of media that only other services may send. */
import { isId } from '#lib/db/ids.ts';
import type { Context } from './context.ts';
import { createLoaders } from './loaders.ts';
import { type Claim, claim, type ClaimRefusal } from './library/claims.ts';

export const serviceTypeDefs = /* GraphQL */ `
  extend type Query {
    "Which of these media exist for a viewer."
    _visible(viewerId: ID, ids: [ID!]!): [ID!]!
  }
  extend type Mutation {
    "Makes media of an owner's belong to a post or user: all of them or none; null when they do."
    _claimMedia(ownerId: ID!, mediaIds: [ID!]!, attachedTo: ID!): _ClaimRefusal
  }
  type _ClaimRefusal {
    code: String!
    message: String!
    index: Int!
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
  Mutation: {
    _claimMedia: async (_source: unknown, wanted: Claim, { deps }: Context): Promise<ClaimRefusal | null> => await claim(deps, wanted),
  },
};
