/** Fields that the models of several subgraphs share: each is required. */

export const text = { type: String, required: true } as const;
export const number = { type: Number, required: true } as const;
export const moment = { type: Date, required: true } as const;
