// Finds the documents of a `$text`: every term's entries are added up, and documents are read only as far as they are wanted.
import { badValue, CommandError, ErrorCode } from '../errors.ts';
import { decodeDocument } from '../bson/decode.ts';
import { type Document, Double, type Value } from '../bson/values.ts';
import type { Found, Query } from '../plan/query.ts';
import { predicatesOf } from '../plan/predicates.ts';
import type { Turns } from '../plan/turns.ts';
import { matches } from '../query/match.ts';
import { createSorter } from '../query/sort.ts';
import type { Collection, Index } from '../store/catalog.ts';
import { afterKey } from '../store/unique.ts';
import type { Entry, View } from '../store/view.ts';
import { scoreOf, termKey, type TextSpec } from './text-index.ts';
import { passesExactly, readSearch, type TextSearch } from './text-query.ts';

const CHUNK = 1000;

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
  const scores = await addUp(view, index, prefixOf(index.text, query), wanted.terms, turns);
  const rows = query.sortsByScore ? bestFirst(scores) : [...scores];
  let chunk: Found[] = [];
  for (const [row, score] of rows) {
    if (turns.isDue()) {
      if (chunk.length > 0) yield chunk;
      chunk = [];
      await turns.next();
      if (collection.isDropped) throw new CommandError(175, 'collection dropped between getMore calls');
    }
    const bytes = view.document(row);
    if (!bytes) continue;
    const doc = decodeDocument(bytes);
    if (!matches(query.filter, doc) || !passesExactly(wanted, index.text, doc)) continue;
    chunk.push({ row, bytes, doc, score });
    if (chunk.length < Math.min(CHUNK, query.limit === undefined ? CHUNK : query.limit + query.skip)) continue;
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
  for (let i = 0; i < items.length; i += CHUNK)
    yield items.slice(i, i + CHUNK).map((item) => ({ ...item, doc: decodeDocument(item.bytes) }));
}

function bestFirst(scores: Map<number, number>): [number, number][] {
  return [...scores].sort(([leftRow, left], [rightRow, right]) => right - left || leftRow - rightRow);
}

/** The one value that the query gives each field before the text. */
function prefixOf(text: TextSpec, query: Query): Value[] {
  const predicates = predicatesOf(query.filter);
  return text.prefix.map(({ name }) => {
    const equal = predicates.find((predicate) => predicate.name === name && predicate.test.op === '$eq');
    if (equal?.test.op !== '$eq') throw badValue(`failed to use text index to satisfy $text query: need an equality filter on: ${name}`);
    return equal.test.value;
  });
}

async function addUp(view: View, index: Index, prefix: Value[], terms: readonly string[], turns: Turns): Promise<Map<number, number>> {
  const scores = new Map<number, number>();
  for (const term of terms) {
    const from = termKey(prefix, term);
    // No document has a term's score twice, so entries without repeats need no check.
    const range = { from, to: afterKey(from), reverse: false };
    let after: Entry | undefined;
    do {
      const chunk = view.entries(index.id, range, after, CHUNK);
      for (const { key, row } of chunk.items) scores.set(row, (scores.get(row) ?? 0) + scoreOf(key));
      after = chunk.next;
      if (turns.isDue()) await turns.next();
    } while (after);
  }
  return scores;
}

/** What `{$meta: 'textScore'}` gives for a document that a `$text` found. */
export function withScore(doc: Document, names: readonly string[], score: number): Document {
  if (names.length === 0) return doc;
  const result: Document = new Map(doc);
  for (const name of names) result.set(name, new Double(score));
  return result;
}
