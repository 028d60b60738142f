import { type Document, documentOf, type RawDocument } from '../../bson/values.ts';
import { integerValue } from '../../aggregate/arithmetic.ts';
import { badValue, notServed } from '../../errors.ts';
import { fieldPicker } from '../../bson/raw.ts';
import type { Found, Query } from '../../plan/query.ts';
import { runQuery } from '../../plan/run-query.ts';
import { someValue } from '../../query/path.ts';
import { parsePath } from '../../query/path.ts';
import { parseFilter } from '../../query/parse-filter.ts';
import { compileProjection, listedFields, type Project } from '../../query/project.ts';
import { isScoreMeta, parseSort, splitScoreSort } from '../../query/sort.ts';
import { withScore } from '../../text/run-text-query.ts';
import { parseTextSearch, type TextSearch } from '../../text/text-query.ts';
import { encodeKey } from '../../bson/key.ts';
import type { Value } from '../../bson/values.ts';
import {
  booleanOption,
  checkCollation,
  collectionName,
  type Command,
  type CommandContext,
  documentOption,
  numberOption,
} from '../context.ts';
import { asNumber } from '../../bson/values.ts';

const firstBatchDocuments = 101;

export function parseQuery(body: Document, filterName: string): Query {
  const limit = numberOption(body, 'limit');
  const { text, rest } = splitText(documentOption(body, filterName));
  const { sortsByScore, fields } = splitScoreSort(body.get('sort'));
  if (sortsByScore && !text) throw badValue('query requires text score metadata, but it is not available');
  return {
    filter: parseFilter(rest),
    ...(text && { text }),
    sortsByScore,
    sort: parseSort(fields),
    skip: numberOption(body, 'skip') ?? 0,
    limit: limit === 0 ? undefined : limit,
    hint: body.get('hint'),
  };
}

/** The `$text` of a filter, which is allowed only at its top. */
function splitText(filter: Document): { text: TextSearch | undefined; rest: Document } {
  const text = filter.get('$text');
  if (text === undefined) return { text: undefined, rest: filter };
  const rest = new Map(filter);
  rest.delete('$text');
  return { text: parseTextSearch(text), rest };
}

/** The fields that a projection gives the score to, and what else it says. */
function splitScores(projection: Document, query: Query): { names: string[]; rest: Document } {
  const scores = [...projection].filter(([, value]) => isScoreMeta(value)).map(([name]) => name);
  if (scores.length > 0 && !query.text) throw badValue('query requires text score metadata, but it is not available');
  return { names: scores, rest: new Map([...projection].filter(([name]) => !scores.includes(name))) };
}

export const findOptions = [
  'filter',
  'sort',
  'projection',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'hint',
  'collation',
  'allowDiskUse',
  'noCursorTimeout',
  'allowPartialResults',
];

export const find: Command = {
  options: findOptions,
  readsSnapshots: true,
  isAllowedInTransaction: true,
  query: (body) => parseQuery(body, 'filter'),
  run(context, body) {
    const name = collectionName(body, 'find');
    checkCollation(body);
    const query = parseQuery(body, 'filter');
    const { names, rest } = splitScores(documentOption(body, 'projection'), query);
    const show = showerOf(compileProjection(rest), listedFields(rest), names);
    if (show.wantsBytes) query.reads = new Set();
    const batchSize = numberOption(body, 'batchSize') ?? firstBatchDocuments;
    return context.cursors.open({
      namespace: `${context.database}.${name}`,
      chunks: shown(context, { name, query, show: show.show, batchSize }),
      batchSize,
      limit: query.limit,
      isSingleBatch: booleanOption(body, 'singleBatch', false),
      transaction: context.transaction,
    });
  },
};

/** Makes an answer of what was found. */
interface Shower {
  show: (found: Found) => RawDocument | Document;
  wantsBytes: boolean;
}

function showerOf(project: Project | undefined, listed: ReadonlySet<string> | undefined, scoreNames: readonly string[]): Shower {
  if (listed) {
    const pick = fieldPicker(listed, scoreNames);
    return { show: ({ bytes, score }) => pick(bytes, score), wantsBytes: true };
  }
  if (project) return { show: ({ doc, score = 0 }) => withScore(project(doc), scoreNames, score), wantsBytes: false };
  if (scoreNames.length > 0) return { show: ({ doc, score = 0 }) => withScore(doc, scoreNames, score), wantsBytes: false };
  return { show: ({ bytes }) => bytes, wantsBytes: true };
}

async function* shown(
  context: CommandContext,
  { name, query, show, batchSize }: { name: string; query: Query; show: Shower['show']; batchSize: number },
): AsyncGenerator<(RawDocument | Document)[]> {
  const collection = context.find(name);
  if (!collection) return;
  for await (const chunk of runQuery(context, { collection, query, firstChunk: batchSize })) yield chunk.map(show);
}

export const count: Command = {
  options: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  query(body) {
    const limit = asNumber(body.get('limit'));
    const query = parseQuery(new Map([...body].filter(([option]) => option !== 'limit')), 'query');
    return { ...query, limit: limit ? Math.abs(limit) : undefined, reads: new Set<string>() };
  },
  async run(context, body) {
    const name = collectionName(body, 'count');
    checkCollation(body);
    const query = count.query!(body);
    const collection = context.find(name);
    let found = 0;
    if (collection) for await (const chunk of runQuery(context, { collection, query, firstChunk: 1000 })) found += chunk.length;
    return documentOf({ n: integerValue(found), ok: 1 });
  },
};

export const distinct: Command = {
  options: ['key', 'query', 'collation', 'hint'],
  readsSnapshots: true,
  isAllowedInTransaction: true,
  query: (body) => parseQuery(body, 'query'),
  async run(context, body) {
    const name = collectionName(body, 'distinct');
    checkCollation(body);
    const key = body.get('key');
    if (typeof key !== 'string') throw notServed('distinct without a key');
    const path = parsePath(key);
    const values = new Map<string, Value>();
    const collection = context.find(name);
    if (collection) {
      for await (const chunk of runQuery(context, { collection, query: parseQuery(body, 'query'), firstChunk: 1000 })) {
        for (const { doc } of chunk) {
          someValue(doc, path, (value, isElement) => {
            if (value !== undefined && (isElement || !Array.isArray(value))) values.set(encodeKey(value).toString('latin1'), value);
            return false;
          });
        }
      }
    }
    return documentOf({ values: [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value), ok: 1 });
  },
};
