// Finds the documents of a query: plan, scan, filter, sort, skip, limit.
import { CommandError } from '../errors.ts';
import { matches } from '../query/match.ts';
import { createSorter } from '../query/sort.ts';
import { runTextQuery, sortTextQuery } from '../text/run-text-query.ts';
import type { TextSearch } from '../text/text-query.ts';
import type { Collection } from '../store/collection.ts';
import type { Row, View } from '../store/view.ts';
import { choosePlan } from './choose.ts';
import { decoderOf } from './decoder.ts';
import type { Plan } from './plan.ts';
import type { Found, Query } from './query.ts';
import { type ScanCounts, startScan } from './scan.ts';
import type { Turns } from './turns.ts';

/** The view that a query reads, and the turns that it leaves to others. */
export interface Reading {
  view: View;
  turns: Turns;
  /** Is told of each query that has ended. */
  observeQuery?: ((run: QueryRun) => void) | undefined;
}

/** A query that has run, as far as its documents were fetched. */
export interface QueryRun {
  collection: Collection;
  query: Query;
  plan: Plan;
  counts: ScanCounts;
  returned: number;
}

export interface Search {
  collection: Collection;
  query: Query;
  /** The number of documents that the caller is likely to want. */
  firstChunk?: number;
  /** Grows by the keys and documents that are looked at. */
  counts?: ScanCounts;
}

const maxChunk = 1000;

export function planQuery(view: View, collection: Collection, query: Query): Plan {
  const limit = query.limit === undefined ? undefined : query.limit + query.skip;
  return choosePlan(view, collection, { filter: query.filter, sort: query.sort, limit, hint: query.hint });
}

/**
 * The documents of a query, in chunks of at least one.
 *
 * Other requests get their turn between chunks. Their writes may or may not be seen, as with any cursor without a
 * snapshot.
 */
export async function* runQuery(
  reading: Reading,
  { collection, query, firstChunk = 101, counts = { keys: 0, documents: 0 } }: Search,
): AsyncGenerator<Found[]> {
  if (query.limit === 0) return;
  const results = query.text
    ? byText(reading, collection, { ...query, text: query.text })
    : byPlan(reading, { collection, query, firstChunk, counts });
  let skip = query.skip;
  let left = query.limit ?? Number.POSITIVE_INFINITY;
  for await (const chunk of results) {
    let items = chunk;
    if (skip > 0) {
      items = items.slice(skip);
      skip -= chunk.length - items.length;
    }
    if (items.length >= left) {
      yield items.slice(0, left);
      return;
    }
    left -= items.length;
    if (items.length > 0) yield items;
  }
}

function byText({ view, turns }: Reading, collection: Collection, query: Query & { text: TextSearch }): AsyncGenerator<Found[]> {
  const found = runTextQuery(view, collection, query, turns);
  return query.sort.length === 0 ? found : sortTextQuery(found, query);
}

function byPlan(
  { view, turns, observeQuery }: Reading,
  { collection, query, firstChunk, counts }: Required<Search>,
): AsyncGenerator<Found[]> {
  const plan = planQuery(view, collection, query);
  const scan = startScan(view, collection, plan, counts);
  const found = filtered(scan, { query, turns, firstChunk, check: () => checkPlan(collection, plan) });
  const isSorted = query.sort.length === 0 || (plan.kind === 'index' && plan.isSorted);
  const results = isSorted ? found : sorted(found, query);
  return observeQuery ? observed(results, (returned) => observeQuery({ collection, query, plan, counts, returned })) : results;
}

async function* observed(chunks: AsyncGenerator<Found[]>, whenEnded: (returned: number) => void): AsyncGenerator<Found[]> {
  let returned = 0;
  try {
    for await (const chunk of chunks) {
      returned += chunk.length;
      yield chunk;
    }
  } finally {
    whenEnded(returned);
  }
}

/** A dropped index has no entries any more: a scan of it would end early. */
function checkPlan(collection: Collection, plan: Plan): void {
  if (collection.isDropped) throw new CommandError(175, 'collection dropped between getMore calls');
  if (plan.kind === 'index' && !collection.indexes.includes(plan.index)) throw new CommandError(175, `index '${plan.index.name}' dropped`);
  if (plan.kind === 'union') for (const each of plan.plans) checkPlan(collection, each);
}

async function* filtered(
  scan: (wanted: number) => Row[],
  { query, turns, firstChunk, check }: { query: Query; turns: Turns; firstChunk: number; check: () => void },
): AsyncGenerator<Found[]> {
  const decode = decoderOf(query);
  let size = Math.max(1, Math.min(firstChunk, (query.limit ?? maxChunk) + query.skip, maxChunk));
  for (;;) {
    check();
    const rows = scan(size);
    if (rows.length === 0) return;
    const found: Found[] = [];
    for (const { row, bytes } of rows) {
      const doc = decode(bytes);
      if (matches(query.filter, doc)) found.push({ row, bytes, doc });
    }
    if (found.length > 0) yield found;
    if (turns.isDue()) await turns.next();
    size = Math.min(size * 2, maxChunk);
  }
}

async function* sorted(chunks: AsyncIterable<Found[]>, query: Query): AsyncGenerator<Found[]> {
  const sorter = createSorter<Row>(query.sort, query.limit === undefined ? undefined : query.limit + query.skip);
  for await (const chunk of chunks) for (const { row, bytes, doc } of chunk) sorter.add(doc, { row, bytes });
  const items = sorter.sorted();
  const decode = decoderOf(query);
  for (let i = 0; i < items.length; i += maxChunk) yield items.slice(i, i + maxChunk).map((item) => ({ ...item, doc: decode(item.bytes) }));
}
