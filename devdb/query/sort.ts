// Sorting: by the least key a document has in the sort's direction, as an index over the same fields would order it.
import { badValue, CommandError } from '../errors.ts';
import { encodeCompoundKey } from '../bson/key.ts';
import { asNumber, type Document, isDocument, type Value } from '../bson/values.ts';
import type { SortField } from '../plan/plan.ts';
import { keyValues } from '../store/index-keys.ts';
import { parsePath } from './path.ts';

/** Takes `{$meta: 'textScore'}` out of a sort, where it may only come first. */
export function splitScoreSort(spec: Value | undefined): { sortsByScore: boolean; fields: Value | undefined } {
  if (!isDocument(spec)) return { sortsByScore: false, fields: spec };
  const [first, ...rest] = [...spec];
  if (!first || !isScoreMeta(first[1])) return { sortsByScore: false, fields: spec };
  if (rest.length > 0) throw badValue('devdb does not serve a sort by textScore and then by fields');
  return { sortsByScore: true, fields: undefined };
}

export function isScoreMeta(value: Value): boolean {
  if (!isDocument(value) || !value.has('$meta')) return false;
  const meta = value.get('$meta');
  if (meta !== 'textScore') throw badValue(`devdb does not serve $meta of ${String(meta)}`);
  return true;
}

export function parseSort(spec: Value | undefined): SortField[] {
  if (spec === undefined || spec === null) return [];
  if (!isDocument(spec)) throw badValue('sort must be an object');
  return [...spec].map(([name, direction]) => {
    const number = asNumber(direction);
    if (number !== 1 && number !== -1)
      throw new CommandError(15975, `devdb does not serve the sort direction of '${name}': $sort key ordering must be 1 or -1`);
    if (name === '$natural') throw badValue('devdb does not serve sort by $natural');
    return { name, path: parsePath(name), descending: number < 0 };
  });
}

export function sortKey(fields: readonly SortField[], descending: readonly boolean[], doc: Document): Buffer {
  let least: Buffer | undefined;
  for (const { values } of keyValues(fields, doc, [])) {
    const key = encodeCompoundKey(values, descending);
    if (!least || Buffer.compare(key, least) < 0) least = key;
  }
  return least!;
}

export interface Sorter<Item> {
  add(doc: Document, item: Item): void;
  sorted(): Item[];
}

/** Keeps the first `limit` items in the sort's order, or all; equal ones stay in the order they came. */
export function createSorter<Item>(fields: readonly SortField[], limit: number | undefined): Sorter<Item> {
  const descending = fields.map((field) => field.descending);
  let items: { key: Buffer; order: number; item: Item }[] = [];
  let count = 0;
  let last: Buffer | undefined;
  const sortItems = (): void => {
    items.sort((a, b) => Buffer.compare(a.key, b.key) || a.order - b.order);
  };
  return {
    add(doc, item) {
      const key = sortKey(fields, descending, doc);
      if (last && Buffer.compare(key, last) >= 0) return;
      items.push({ key, order: count++, item });
      if (limit !== undefined && items.length >= Math.max(limit * 2, 256)) {
        sortItems();
        items = items.slice(0, limit);
        last = items.at(-1)?.key;
      }
    },
    sorted() {
      sortItems();
      return (limit === undefined ? items : items.slice(0, limit)).map(({ item }) => item);
    },
  };
}
