// Finds the documents of a query: plan, scan, filter, sort, skip, limit.
import { CommandError } from '../errors.ts';
import type { Document, Value } from '../bson/values.ts';
import type { Filter } from '../query/filter.ts';
import { matches } from '../query/match.ts';
import { createSorter } from '../query/sort.ts';
import { runTextQuery, sortTextQuery } from '../text/run-text-query.ts';
import type { TextSearch } from '../text/text-query.ts';
import type { Collection } from '../store/catalog.ts';
import type { Row, View } from '../store/view.ts';
import { choosePlan } from './choose.ts';
import { decoderOf } from './decoder.ts';
import type { Plan, SortField } from './plan.ts';
import { type ScanCounts, startScan } from './scan.ts';
import type { Turns } from './turns.ts';

export interface Query {
  filter: Filter;
  sort: SortField[];
  skip: number;
  limit: number | undefined;
  hint: Value | undefined;
  /** The `$text` that stands beside the filter. */
  text?: TextSearch;
  /** Whether the best match comes first, before the sort's fields. */
  sortsByScore?: boolean;
  /** Whether those who ask want bytes alone: then only what filter and sort look at is decoded. */
  wantsBytes?: boolean;
}

export interface Found extends Row {
  /** Of a query that wants bytes alone, with some of its fields. */
  doc: Document;
  /** Of a query with `$text`. */
  score?: number;
}

const MAX_CHUNK = 1000;

export function planQuery(view: View, collection: Collection, query: Query): Plan {
  const limit = query.limit === undefined ? undefined : query.limit + query.skip;
  return choosePlan(view, collection, { filter: query.filter, sort: query.sort, limit, hint: query.hint });
}

/**
 * The documents of a query, in chunks of at least one.
 *
 * Other requests get their turn between chunks; what they write may or may not be seen, as in any cursor that has no snapshot.
 *
 * @param firstChunk - How many documents the caller is likely to want.
 */
export async function* runQuery(
  view: View,
  collection: Collection,
  query: Query,
  turns: Turns,
  firstChunk = 101,
  counts: ScanCounts = { keys: 0, documents: 0 },
): AsyncGenerator<Found[]> {
  if (query.limit === 0) return;
  const results = query.text
    ? byText(view, collection, { ...query, text: query.text }, turns)
    : byPlan(view, collection, query, turns, firstChunk, counts);
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

function byText(view: View, collection: Collection, query: Query & { text: TextSearch }, turns: Turns): AsyncGenerator<Found[]> {
  const found = runTextQuery(view, collection, query, turns);
  return query.sort.length === 0 ? found : sortTextQuery(found, query);
}

function byPlan(
  view: View,
  collection: Collection,
  query: Query,
  turns: Turns,
  firstChunk: number,
  counts: ScanCounts,
): AsyncGenerator<Found[]> {
  const plan = planQuery(view, collection, query);
  const found = filtered(startScan(view, collection, plan, counts), query, turns, firstChunk, () => checkPlan(collection, plan));
  const isSorted = query.sort.length === 0 || (plan.kind === 'index' && plan.isSorted);
  return isSorted ? found : sorted(found, query);
}

/** A dropped index has no entries any more: a scan of it would end early. */
function checkPlan(collection: Collection, plan: Plan): void {
  if (collection.isDropped) throw new CommandError(175, 'collection dropped between getMore calls');
  if (plan.kind === 'index' && !collection.indexes.includes(plan.index)) throw new CommandError(175, `index '${plan.index.name}' dropped`);
  if (plan.kind === 'union') for (const each of plan.plans) checkPlan(collection, each);
}

async function* filtered(
  scan: (wanted: number) => Row[],
  query: Query,
  turns: Turns,
  firstChunk: number,
  check: () => void,
): AsyncGenerator<Found[]> {
  const decode = decoderOf(query);
  let size = Math.max(1, Math.min(firstChunk, (query.limit ?? MAX_CHUNK) + query.skip, MAX_CHUNK));
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
    size = Math.min(size * 2, MAX_CHUNK);
  }
}

async function* sorted(chunks: AsyncIterable<Found[]>, query: Query): AsyncGenerator<Found[]> {
  const sorter = createSorter<Row>(query.sort, query.limit === undefined ? undefined : query.limit + query.skip);
  for await (const chunk of chunks) for (const { row, bytes, doc } of chunk) sorter.add(doc, { row, bytes });
  const items = sorter.sorted();
  const decode = decoderOf(query);
  for (let i = 0; i < items.length; i += MAX_CHUNK)
    yield items.slice(i, i + MAX_CHUNK).map((item) => ({ ...item, doc: decode(item.bytes) }));
}
