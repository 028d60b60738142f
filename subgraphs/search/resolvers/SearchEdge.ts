import type { SearchEdgeResolvers } from '../generated/types.ts';

/** Cursors and highlights are made only where they are selected. */
export const SearchEdge: SearchEdgeResolvers = {
  node: ({ node }) => node,
  cursor: ({ makeCursor }) => makeCursor(),
  highlights: ({ findHighlights }) => findHighlights(),
};
