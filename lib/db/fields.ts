/** Fields that the models of several subgraphs share, each required, and filters of their indexes. */

export const text = { type: String, required: true } as const;
export const number = { type: Number, required: true } as const;
export const moment = { type: Date, required: true } as const;

/**
 * The filters of partial indexes on fields that hold a text or null, a date or null. MongoDB uses such an index for a query
 * that implies its filter: one of a value, or of a range of the same kind. A `$type` or `$exists` it would not see implied.
 */
export const anyText = { $gt: '' } as const;
export const anyDate = { $gt: new Date(0) } as const;
