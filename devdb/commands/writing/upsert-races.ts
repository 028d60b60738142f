// Upserts of one document at once: which of them MongoDB runs again when another one was faster.
import { CommandError, ErrorCode } from '../../errors.ts';
import { areEqual } from '../../bson/compare.ts';
import { isDocument, type Value } from '../../bson/values.ts';
import type { Filter } from '../../query/filter.ts';
import type { Collection, IndexField } from '../../store/collection.ts';
import type { CommandContext } from '../context.ts';

/**
 * Whether an upsert that met a duplicate runs again as an update. It does outside of transactions, where the filter compares
 * the fields of that unique index, and no others, with the values of the duplicate.
 */
export function isRunAgain({ transaction }: CommandContext, filter: Filter, error: unknown): boolean {
  if (!(error instanceof CommandError) || error.code !== ErrorCode.DuplicateKey || transaction) return false;
  const compared = comparisons(filter);
  const duplicate = error.details.get('keyValue') as Value | undefined;
  if (!compared || !isDocument(duplicate) || compared.size !== duplicate.size) return false;
  return [...compared].every(([name, value]) => duplicate.has(name) && areEqual(value, duplicate.get(name)!));
}

/** Notes an upsert that MongoDB would not run again. */
export function noteUpsert({ recorder, observeQuery, transaction }: CommandContext, collection: Collection, filter: Filter): void {
  if (!recorder || !observeQuery || transaction) return;
  const compared = comparisons(filter);
  const isRunAgainEver = compared && collection.indexes.some(({ unique, fields }) => unique && haveFields(compared, fields));
  if (!isRunAgainEver) recorder.upsertedOnce(collection, filter);
}

/** The values that a filter compares fields with; `undefined` where it asks for anything else. */
function comparisons(filter: Filter): Map<string, Value> | undefined {
  if (filter.kind === 'field') return filter.test.op === '$eq' ? new Map([[filter.name, filter.test.value]]) : undefined;
  if (filter.kind !== 'and') return undefined;
  const compared = new Map<string, Value>();
  for (const part of filter.parts) {
    const own = comparisons(part);
    if (!own) return undefined;
    for (const [name, value] of own) compared.set(name, value);
  }
  return compared;
}

function haveFields(compared: ReadonlyMap<string, Value>, fields: readonly IndexField[]): boolean {
  return compared.size === fields.length && fields.every(({ name }) => compared.has(name));
}
