import type { QueryResolvers } from '../../generated/types.ts';
import { search as searchFor } from '../../rules/search.ts';

export const search: NonNullable<QueryResolvers['search']> = async (_source, args, context) => {
  const { edges, hasNextPage, hasPreviousPage, lagMs } = await searchFor(context, args);
  const results = edges.map(({ ref, kind, ...edge }) => {
    const node = kind === 'USER' ? { __typename: 'User' as const, id: ref } : { __typename: 'Post' as const, id: ref };
    return { ...edge, node };
  });
  return {
    edges: results,
    nodes: results.map(({ node }) => node),
    pageInfo: { hasNextPage, hasPreviousPage, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
    lagMs,
  };
};
