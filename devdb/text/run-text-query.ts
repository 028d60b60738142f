// Finds the documents of a `$text`: adds up the entries of every term, and reads documents only as far as they are
// wanted.
import { badValue, CommandError, ErrorCode } from '../errors.ts';
import { decodeDocument } from '../bson/decode.ts';
import { type Document, Double, type Value } from '../bson/values.ts';
import { decoderOf } from '../plan/decoder.ts';
import type { Found, Query } from '../plan/query.ts';
import { predicatesOf } from '../plan/predicates.ts';
import type { Turns } from '../plan/turns.ts';
import type { Filter, Test } from '../query/filter.ts';
import { matches } from '../query/match.ts';
import { createSorter } from '../query/sort.ts';
import { type Collection, type Index, rowsPerCollection } from '../store/collection.ts';
import { afterKey } from '../store/unique.ts';
import type { Entry, View } from '../store/view.ts';
import type { TermList } from './term-lists.ts';
import { scoreOf, termKey, type TextSpec } from './text-index.ts';
import { looksAtTermsOnly, passesExactly, readSearch, type TextSearch } from './text-query.ts';

const chunkDocuments = 1000;
const maxPostings = 20_000;

/**
 * The documents of a query with `$text`, best first when it sorts by score, each with its score.
 *
 * @throws CommandError `IndexNotFound` without a text index, `BadValue` when its prefix is not given one value.
 */
export async function* runTextQuery(
  view: View,
  collection: Collection,
  query: Query & { text: TextSearch },
  turns: Turns,
): AsyncGenerator<Found[]> {
  if (query.hint !== undefined) throw badValue('$text and hint not allowed in same query');
  const index = collection.indexes.find(({ text }) => text !== undefined);
  if (!index?.text) throw new CommandError(ErrorCode.IndexNotFound, 'text index required for $text query');
  const wanted = readSearch(query.text, index.text);
  const { prefix, filter } = splitPrefix(index.text, query.filter);
  const termKeys = wanted.terms.map((term) => termKey(prefix, term));
  const scores = await addUp({ view, turns, collection, index }, termKeys);
  const decode = decoderOf({ ...query, filter, reads: looksAtTermsOnly(wanted) ? query.reads : undefined });
  const first = collection.id * rowsPerCollection;
  let chunk: Found[] = [];
  for (const [offset, score] of bestFirst(scores)) {
    if (turns.isDue()) {
      if (chunk.length > 0) yield chunk;
      chunk = [];
      await turns.next();
      if (collection.isDropped) throw new CommandError(175, 'collection dropped between getMore calls');
    }
    const row = first + offset;
    const bytes = view.document(row);
    if (!bytes) continue;
    const doc = decode(bytes);
    if (!matches(filter, doc) || !passesExactly(wanted, index.text, doc)) continue;
    chunk.push({ row, bytes, doc, score });
    if (chunk.length < Math.min(chunkDocuments, query.limit === undefined ? chunkDocuments : query.limit + query.skip)) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** As `runTextQuery`, in the order of fields. */
export async function* sortTextQuery(found: AsyncIterable<Found[]>, query: Query): AsyncGenerator<Found[]> {
  const sorter = createSorter<Omit<Found, 'doc'>>(query.sort, query.limit === undefined ? undefined : query.limit + query.skip);
  for await (const chunk of found) for (const { doc, ...item } of chunk) sorter.add(doc, item);
  const items = sorter.sorted();
  for (let i = 0; i < items.length; i += chunkDocuments)
    yield items.slice(i, i + chunkDocuments).map((item) => ({ ...item, doc: decodeDocument(item.bytes) }));
}

/** Few of many are wanted as a rule, and many have the same score: what is not wanted is not sorted. */
function* bestFirst(found: TermList): Generator<[offset: number, score: number]> {
  for (const score of [...found.keys()].sort((left, right) => right - left))
    for (const offset of found.get(score)!.toSorted((left, right) => left - right)) yield [offset, score];
}

/**
 * The value that the query gives each field before the text, and the rest of its filter, which the index has not
 * answered.
 */
function splitPrefix(text: TextSpec, whole: Filter): { prefix: Value[]; filter: Filter } {
  const predicates = predicatesOf(whole);
  const answered = new Set<Test>();
  const prefix = text.prefix.map(({ name }) => {
    const equal = predicates.find((predicate) => predicate.name === name && predicate.test.op === '$eq');
    if (equal?.test.op !== '$eq') throw badValue(`failed to use text index to satisfy $text query: need an equality filter on: ${name}`);
    answered.add(equal.test);
    return equal.test.value;
  });
  const parts = (whole.kind === 'and' ? whole.parts : [whole]).filter((part) => part.kind !== 'field' || !answered.has(part.test));
  return { prefix, filter: { kind: 'and', parts } };
}

interface Searched {
  view: View;
  turns: Turns;
  collection: Collection;
  index: Index;
}

/** The documents that have some of the terms, by the sum of these terms' scores. */
async function addUp(searched: Searched, termKeys: readonly Buffer[]): Promise<TermList> {
  const lists: TermList[] = [];
  for (const termKey of termKeys) {
    const list = await listOf(searched, termKey);
    if (list.size > 0) lists.push(list);
  }
  if (lists.length < 2) return lists[0] ?? new Map();
  const scores = new Map<number, number>();
  for (const list of lists)
    for (const [score, offsets] of list) for (const offset of offsets) scores.set(offset, (scores.get(offset) ?? 0) + score);
  const found: TermList = new Map();
  for (const [offset, score] of scores) put(found, score, [offset]);
  return found;
}

async function listOf({ view, turns, collection, index }: Searched, termKey: Buffer): Promise<TermList> {
  const kept = view.termLists?.find(index.id, termKey);
  if (kept) return kept;
  const list: TermList = new Map();
  const range = { from: termKey, to: afterKey(termKey), reverse: false };
  let after: Entry | undefined;
  do {
    const { items, next } = view.postings(collection.id, index.id, range, after, maxPostings);
    for (const { key, offsets } of items) put(list, scoreOf(key), offsets);
    if (!after && !next) view.termLists?.keep(index.id, termKey, list);
    after = next;
    if (turns.isDue()) await turns.next();
  } while (after);
  return list;
}

function put(list: TermList, score: number, offsets: number[]): void {
  const own = list.get(score);
  if (own) for (const offset of offsets) own.push(offset);
  else list.set(score, offsets);
}

/** Adds the fields of `{$meta: 'textScore'}` to a document that a `$text` found. */
export function withScore(doc: Document, names: readonly string[], score: number): Document {
  if (names.length === 0) return doc;
  const result: Document = new Map(doc);
  for (const name of names) result.set(name, new Double(score));
  return result;
}
