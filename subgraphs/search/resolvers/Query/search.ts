import type { QueryResolvers } from '../../generated/types.ts';
import { takeTurns } from '#lib/core/take-turns.ts';
import { search as searchFor } from '../../finding/search.ts';

/** The gateway gives up after 4.5 seconds. */
const inTurn = takeTurns({ atOnce: 8, patienceMs: 2_500 });

export const search: NonNullable<QueryResolvers['search']> = async (_source, args, context) => {
  const { edges, hasNextPage, hasPreviousPage, makeEndCursor, lagMs } = await inTurn(async () => await searchFor(context, args));
  const startCursor = edges[0]?.makeCursor() ?? null;
  const endCursor = makeEndCursor();
  return { edges, nodes: edges.map(({ node }) => node), pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor }, lagMs };
};
