/** The settings that posts reads besides those that every subgraph reads: none yet. */
export const config = {};
