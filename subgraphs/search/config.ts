/** The settings that search reads besides those that every subgraph reads: none. */
export const config = {};
