// The store as readers see it: rows by number, entries of an index in key order, rows of a collection in natural order.
// Scans come in chunks and return the place to go on from, so that no statement stays open between turns.
import type { DatabaseSync } from 'node:sqlite';
import type { TermLists } from '../text/term-lists.ts';
import { rowsPerCollection } from './collection.ts';

export interface Entry {
  key: Uint8Array;
  row: number;
}

export interface Row {
  row: number;
  bytes: Uint8Array;
}

/** Keys from `from` (included) up to `to` (excluded); `reverse` starts at the end. */
export interface KeyRange {
  from: Uint8Array;
  to: Uint8Array;
  reverse: boolean;
}

/** `next` is where the scan goes on, `undefined` when it has ended. */
export interface Chunk<Item> {
  items: Item[];
  next: Item | undefined;
}

/** The rows of a collection that share a key, counted from its first. */
export interface Posting {
  key: Uint8Array;
  offsets: number[];
}

export interface View {
  /** Lists that are true for what this view shows; a snapshot has none. */
  termLists?: TermLists;
  document(row: number): Uint8Array | undefined;
  /** The rows that have just this key in an index. */
  holders(index: number, key: Uint8Array): number[];
  entries(index: number, range: KeyRange, after: Entry | undefined, limit: number): Chunk<Entry>;
  /** The number of entries of a range, up to `most`; a transaction's own writes need not count. */
  count(index: number, range: KeyRange, most: number): number;
  /** The entries of a range that goes forward, by their keys: for indexes in which many rows share one. */
  postings(
    collection: number,
    index: number,
    range: KeyRange,
    after: Entry | undefined,
    limit: number,
  ): { items: Posting[]; next: Entry | undefined };
  rows(collection: number, after: Row | undefined, limit: number): Chunk<Row>;
}

/** A view that checks first, at each question, whether it may still be asked. */
export function guardView(view: View, check: () => void): View {
  return {
    document: (row) => (check(), view.document(row)),
    holders: (...args) => (check(), view.holders(...args)),
    entries: (...args) => (check(), view.entries(...args)),
    count: (...args) => (check(), view.count(...args)),
    postings: (...args) => (check(), view.postings(...args)),
    rows: (...args) => (check(), view.rows(...args)),
  };
}

// SQLite's planner looks at the value of a bare `LIMIT ?`, and would plan the statement anew at each run.
/** The view of one connection: what is committed, or the snapshot its open transaction sees. */
export function createView(db: DatabaseSync, termLists?: TermLists): View {
  const byRow = db.prepare('SELECT doc FROM docs WHERE row = ?');
  const forward = db.prepare('SELECT key, row FROM entries WHERE ix = ? AND (key, row) > (?, ?) AND key < ? ORDER BY key, row LIMIT ? + 0');
  const backward = db.prepare(
    'SELECT key, row FROM entries WHERE ix = ? AND (key, row) < (?, ?) AND key >= ? ORDER BY key DESC, row DESC LIMIT ? + 0',
  );
  const counted = db.prepare('SELECT count(*) AS count FROM (SELECT 1 FROM entries WHERE ix = ? AND key >= ? AND key < ? LIMIT ? + 0)');
  const exact = db.prepare('SELECT row FROM entries WHERE ix = ? AND key = ?');
  // One value for all rows of a key: a fraction of the cost of a row of its own for each.
  const grouped = db.prepare(
    `SELECT key, json_group_array(row - ?) AS offsets, count(*) AS count FROM
      (SELECT key, row FROM entries WHERE ix = ? AND (key, row) > (?, ?) AND key < ? ORDER BY key, row LIMIT ? + 0) GROUP BY key`,
  );
  const natural = db.prepare('SELECT row, doc AS bytes FROM docs WHERE row > ? AND row < ? ORDER BY row LIMIT ? + 0');
  for (const statement of [byRow, forward, backward, counted, exact, grouped, natural]) statement.setReadBigInts(false);
  // Statements that run for every document return arrays, which are quicker than objects with names.
  for (const statement of [byRow, exact]) statement.setReturnArrays(true);
  return {
    ...(termLists && { termLists }),
    document: (row) => (byRow.get(row) as unknown as [Uint8Array] | undefined)?.[0],
    holders: (index, key) => (exact.all(index, key) as unknown as [number][]).map(([row]) => row),
    entries(index, range, after, limit) {
      const found = range.reverse
        ? backward.all(index, after?.key ?? range.to, after?.row ?? -1, range.from, limit)
        : forward.all(index, after?.key ?? range.from, after?.row ?? -1, range.to, limit);
      const items = found as unknown as Entry[];
      return { items, next: items.length < limit ? undefined : items.at(-1) };
    },
    count: (index, { from, to }, most) => counted.get(index, from, to, most)!['count'] as number,
    postings(collection, index, range, after, limit) {
      const first = collection * rowsPerCollection;
      const found = grouped.all(first, index, after?.key ?? range.from, after?.row ?? -1, range.to, limit);
      const items = found.map(({ key, offsets }) => ({ key: key as Uint8Array, offsets: JSON.parse(offsets as string) as number[] }));
      const last = items.at(-1);
      const isOver = found.reduce((sum, { count }) => sum + (count as number), 0) < limit;
      return { items, next: isOver || !last ? undefined : { key: last.key, row: first + last.offsets.at(-1)! } };
    },
    rows(collection, after, limit) {
      const first = collection * rowsPerCollection;
      const items = natural.all(after?.row ?? first - 1, first + rowsPerCollection, limit) as unknown as Row[];
      return { items, next: items.length < limit ? undefined : items.at(-1) };
    },
  };
}
