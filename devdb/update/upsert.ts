import { CommandError, ErrorCode } from '../errors.ts';
import { cloneValue, type Document, newObjectId, type Value } from '../bson/values.ts';
import type { Filter } from '../query/filter.ts';
import { applyUpdate, withIdFirst } from './apply.ts';
import type { Update } from './parse.ts';

/** The document an upsert inserts when nothing matched: what the filter fixes, then the update. */
export function upsertedDocument(filter: Filter, update: Update): Document {
  const base: Document = new Map();
  if (update.kind === 'replacement') {
    const id = equalities(filter).find(({ path }) => path.length === 1 && path[0] === '_id')?.value;
    return withIdFirst(update.doc, id === undefined ? newObjectId() : id);
  }
  for (const { path, value } of equalities(filter)) plant(base, path, cloneValue(value));
  const doc = applyUpdate(update, base, { filter: undefined, isInsert: true });
  return withIdFirst(doc, newObjectId());
}

function equalities(filter: Filter): { path: string[]; value: Value }[] {
  if (filter.kind === 'and' || (filter.kind === 'or' && filter.parts.length === 1)) return filter.parts.flatMap(equalities);
  if (filter.kind !== 'field') return [];
  const { path, test } = filter;
  if (test.op === '$eq') return [{ path, value: test.value }];
  if (test.op === '$in' && test.values.length === 1 && test.patterns.length === 0) return [{ path, value: test.values[0]! }];
  const [only] = test.op === '$all' ? test.each : [];
  if (test.op === '$all' && test.each.length === 1 && only?.op === '$eq') return [{ path, value: only.value }];
  return [];
}

function plant(doc: Document, path: readonly string[], value: Value): void {
  let at = doc;
  for (const part of path.slice(0, -1)) {
    const next = at.get(part) ?? new Map();
    if (!(next instanceof Map)) throw conflict(path);
    at.set(part, next);
    at = next;
  }
  if (at.has(path.at(-1)!)) throw conflict(path);
  at.set(path.at(-1)!, value);
}

function conflict(path: readonly string[]): CommandError {
  return new CommandError(ErrorCode.NotSingleValueField, `cannot infer query fields to set, path '${path.join('.')}' is matched twice`);
}
