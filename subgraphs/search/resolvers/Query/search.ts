import type { QueryResolvers } from '../../generated/types.ts';
import { search as searchFor } from '../../rules/search.ts';

export const search: NonNullable<QueryResolvers['search']> = async (_source, args, context) => {
  const { edges, hasNextPage, hasPreviousPage, lagMs } = await searchFor(context, args);
  const startCursor = edges[0]?.makeCursor() ?? null;
  const endCursor = edges.at(-1)?.makeCursor() ?? null;
  return { edges, nodes: edges.map(({ node }) => node), pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor }, lagMs };
};
