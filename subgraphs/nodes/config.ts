/** The settings that nodes reads besides those that every subgraph reads: none. */
export const config = {};
