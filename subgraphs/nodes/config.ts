/** nodes has no settings besides those of every subgraph. */
export const config = {};
