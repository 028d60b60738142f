/** Lets no model ask the database for nothing: for values of an empty list, or for a page of none. */
import mongoose from 'mongoose';

/** The answers where no document fits. */
const answers = {
  find: () => [],
  distinct: () => [],
  findOne: () => null,
  findOneAndDelete: () => null,
  findOneAndReplace: () => null,
  findOneAndUpdate: () => null,
  countDocuments: () => 0,
  deleteOne: () => ({ acknowledged: true, deletedCount: 0 }),
  deleteMany: () => ({ acknowledged: true, deletedCount: 0 }),
  replaceOne: nothingChanged,
  updateOne: nothingChanged,
  updateMany: nothingChanged,
} as const;

type Operation = keyof typeof answers;

function nothingChanged(): object {
  return { acknowledged: true, matchedCount: 0, modifiedCount: 0, upsertedCount: 0, upsertedId: null };
}

/**
 * Answers such queries without the database. For MongoDB a limit of 0 is none at all, and a driver asks a cursor of the batch
 * size 0 again and again.
 */
export function answerEmptyQueries(): void {
  mongoose.plugin((schema) => {
    schema.pre(Object.keys(answers) as Operation[], function check() {
      const options: { limit?: number; batchSize?: number; upsert?: boolean } = this.getOptions();
      if (options.batchSize === 0) delete options.batchSize;
      const { op, _execCount: executed } = this as unknown as { op: Operation; _execCount: number };
      // A query that becomes a cursor is not executed, and mongoose iterates over no cursor that was skipped.
      if (executed === 0) return;
      if (options.limit === 0 || (!options.upsert && fitsNothing(this.getFilter()))) throw mongoose.skipMiddlewareFunction(answers[op]());
    });
  });
}

/** Whether a filter asks for one of no values. */
function fitsNothing(filter: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(filter).some(([field, test]) => {
    if (field === '$and') return asFilters(test).some(fitsNothing);
    if (field === '$or') return asFilters(test).length > 0 && asFilters(test).every(fitsNothing);
    const { $in: values } = (test ?? {}) as { $in?: unknown };
    return !field.startsWith('$') && Array.isArray(values) && values.length === 0;
  });
}

function asFilters(parts: unknown): Record<string, unknown>[] {
  return Array.isArray(parts) ? (parts as Record<string, unknown>[]) : [];
}
