// The writes of one open transaction, which only it sees, laid over its snapshot.
import type { Collection, Index } from '../collection.ts';
import { rowsPerCollection } from '../collection.ts';
import { afterKey } from '../unique.ts';
import type { Entry, KeyRange, Row, View } from '../view.ts';

export interface IndexEntry {
  index: Index;
  key: Uint8Array;
}

export interface OverlayRow {
  collection: Collection;
  row: number;
  /** The document now; `undefined` once deleted. */
  bytes: Uint8Array | undefined;
  entries: IndexEntry[];
  /** The entries the snapshot has for this row, which no longer count. */
  baseEntries: IndexEntry[];
  inBase: boolean;
}

export interface Overlay {
  rows: Map<number, OverlayRow>;
  put(row: OverlayRow): void;
  view: View;
}

export function createOverlay(base: View): Overlay {
  const rows = new Map<number, OverlayRow>();
  const entriesOf = new Map<number, SortedList<Entry>>();
  const numbersOf = new Map<number, number[]>();

  function put(next: OverlayRow): void {
    const before = rows.get(next.row);
    for (const { index, key } of before?.entries ?? []) remove(sorted(entriesOf, index.id), { key, row: next.row });
    for (const { index, key } of next.entries) {
      const list = entriesOf.get(index.id);
      if (list) list.added.push({ key, row: next.row });
      else entriesOf.set(index.id, { items: [], added: [{ key, row: next.row }] });
    }
    if (!before) {
      const numbers = listOf(numbersOf, next.collection.id);
      numbers.splice(lowerBound(numbers, next.row, compareNumbers), 0, next.row);
    }
    rows.set(next.row, next);
  }

  const view: View = {
    document(row) {
      const own = rows.get(row);
      return own ? own.bytes : base.document(row);
    },
    holders(index, key) {
      const own = entriesBetween(sorted(entriesOf, index), { from: key, to: afterKey(key), reverse: false }, undefined, undefined);
      return [...base.holders(index, key).filter((row) => !rows.has(row)), ...own.map(({ row }) => row)];
    },
    entries(index, range, after, limit) {
      const below = base.entries(index, range, after, limit);
      const kept = below.items.filter((entry) => !rows.has(entry.row));
      const own = entriesBetween(sorted(entriesOf, index), range, after, below.next);
      const items = mergeSorted(kept, own, range.reverse ? (a, b) => compareEntries(b, a) : compareEntries);
      return { items, next: below.next };
    },
    count: (...args) => base.count(...args),
    postings(collection, index, range, after, limit) {
      if (rows.size === 0) return base.postings(collection, index, range, after, limit);
      const { items, next } = view.entries(index, range, after, limit);
      const first = collection * rowsPerCollection;
      return { items: items.map(({ key, row }) => ({ key, offsets: [row - first] })), next };
    },
    rows(collection, after, limit) {
      const below = base.rows(collection, after, limit);
      const kept = below.items.filter((item) => !rows.has(item.row));
      const numbers = numbersOf.get(collection) ?? [];
      const from = after === undefined ? 0 : lowerBound(numbers, after.row + 1, compareNumbers);
      const to = lowerBound(numbers, below.next ? below.next.row + 1 : (collection + 1) * rowsPerCollection, compareNumbers);
      const own = numbers.slice(from, to).flatMap((row): Row[] => {
        const bytes = rows.get(row)!.bytes;
        return bytes ? [{ row, bytes }] : [];
      });
      return { items: mergeSorted(kept, own, (a, b) => a.row - b.row), next: below.next };
    },
  };
  return { rows, put, view };
}

/** Sorted except for the entries added since the last read: most transactions write much and read little of it. */
interface SortedList<Item> {
  items: Item[];
  added: Item[];
}

/** Up to this number, added entries are put into their places one by one. */
const fewAdded = 8;

function sorted(lists: Map<number, SortedList<Entry>>, index: number): Entry[] {
  const list = lists.get(index);
  if (!list) return [];
  if (list.added.length > fewAdded) list.items = mergeSorted(list.items, list.added.sort(compareEntries), compareEntries);
  else for (const entry of list.added) list.items.splice(lowerBound(list.items, entry, compareEntries), 0, entry);
  list.added = [];
  return list.items;
}

function remove(list: Entry[], entry: Entry): void {
  list.splice(lowerBound(list, entry, compareEntries), 1);
}

function entriesBetween(list: Entry[], range: KeyRange, after: Entry | undefined, last: Entry | undefined): Entry[] {
  if (list.length === 0) return [];
  const start: Entry = { key: range.from, row: -1 };
  const end: Entry = { key: range.to, row: -1 };
  if (range.reverse) {
    const from = lowerBound(list, last ?? start, compareEntries);
    return list.slice(from, lowerBound(list, after ?? end, compareEntries)).reverse();
  }
  const from = after ? lowerBound(list, { key: after.key, row: after.row + 1 }, compareEntries) : lowerBound(list, start, compareEntries);
  return list.slice(
    from,
    last ? lowerBound(list, { key: last.key, row: last.row + 1 }, compareEntries) : lowerBound(list, end, compareEntries),
  );
}

export function compareEntries(a: Entry, b: Entry): number {
  return Buffer.compare(a.key, b.key) || a.row - b.row;
}

function compareNumbers(a: number, b: number): number {
  return a - b;
}

function listOf<Item>(lists: Map<number, Item[]>, id: number): Item[] {
  let list = lists.get(id);
  if (!list) lists.set(id, (list = []));
  return list;
}

/** The first position whose item is not below `wanted`. */
function lowerBound<Item>(list: readonly Item[], wanted: Item, compare: (a: Item, b: Item) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(list[middle]!, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mergeSorted<Item>(a: Item[], b: Item[], compare: (a: Item, b: Item) => number): Item[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const merged: Item[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) merged.push(compare(a[i]!, b[j]!) <= 0 ? a[i++]! : b[j++]!);
  while (i < a.length) merged.push(a[i++]!);
  while (j < b.length) merged.push(b[j++]!);
  return merged;
}
