/** search reads no settings besides those that every subgraph reads. */
export const config = {};
