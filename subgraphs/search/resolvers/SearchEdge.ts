import type { SearchEdgeResolvers } from '../generated/types.ts';

/** Who asks for nodes alone pays for neither cursors nor highlights. */
export const SearchEdge: SearchEdgeResolvers = {
  node: ({ node }) => node,
  cursor: ({ makeCursor }) => makeCursor(),
  highlights: ({ findHighlights }) => findHighlights(),
};
