import { CommandError, ErrorCode, failedToParse } from '../../errors.ts';
import { encodeDocument } from '../../bson/encode.ts';
import { type Document, documentOf, isDocument, isTruthy, type Value } from '../../bson/values.ts';
import type { Query } from '../../plan/query.ts';
import type { Filter } from '../../query/filter.ts';
import { parseFilter } from '../../query/parse-filter.ts';
import { parseSort } from '../../query/sort.ts';
import { parseUpdate, type Update } from '../../update/parse.ts';
import { upsertedDocument } from '../../update/upsert.ts';
import {
  arrayOption,
  booleanOption,
  checkCollation,
  checkOptions,
  collectionName,
  type Command,
  type CommandContext,
  documentOption,
  onlyStatement,
} from '../context.ts';
import { prepareDocument } from './insert.ts';
import { findOrCreate } from '../namespaces.ts';
import { isRunAgain, noteUpsert } from './upsert-races.ts';
import { whenFree } from './when-free.ts';
import { changeDocuments } from './write-documents.ts';
import { writeErrorsOf } from './write-errors.ts';

export const update: Command = {
  options: ['updates', 'ordered', 'bypassDocumentValidation'],
  isAllowedInTransaction: true,
  isRetryable: true,
  query: (body) => queryOf(onlyStatement(body, 'updates')),
  async run(context, body) {
    const name = collectionName(body, 'update');
    const isOrdered = booleanOption(body, 'ordered', true);
    const errors = writeErrorsOf(context);
    const upserted: Value[] = [];
    let matched = 0;
    let modified = 0;
    for (const [i, statement] of arrayOption(body, 'updates').entries()) {
      try {
        const result = await runStatement(context, name, statement);
        matched += result.matched;
        modified += result.modified;
        if (result.upsertedId !== undefined) upserted.push(documentOf({ index: i, _id: result.upsertedId }));
      } catch (error) {
        errors.add(i, error);
        if (isOrdered) break;
      }
    }
    const reply = documentOf({ n: matched + upserted.length, nModified: modified, ok: 1 });
    if (upserted.length > 0) reply.set('upserted', upserted);
    return errors.addTo(reply);
  },
};

async function runStatement(
  context: CommandContext,
  name: string,
  statement: Value,
): Promise<{ matched: number; modified: number; upsertedId?: Value }> {
  if (!isDocument(statement)) throw new CommandError(ErrorCode.TypeMismatch, 'each of updates must be an object');
  checkOptions(statement, ['q', 'u', 'multi', 'upsert', 'arrayFilters', 'hint', 'collation', 'sort'], 'an update');
  checkCollation(statement);
  const isMulti = isTruthy(statement.get('multi'));
  const parsed = parseUpdate(statement.get('u'), statement.get('arrayFilters'));
  if (isMulti && parsed.kind === 'replacement') throw failedToParse('multi update is not supported for replacement-style update');
  if (isMulti && statement.has('sort')) throw failedToParse('Cannot specify sort with multi=true');
  const query = queryOf(statement);
  const collection = context.find(name);
  const changes = collection ? await changeDocuments(context, { collection, query, update: parsed }) : [];
  if (changes.length > 0 || !isTruthy(statement.get('upsert')))
    return { matched: changes.length, modified: changes.filter((change) => change.isModified).length };
  return upsert(context, { name, query, update: parsed });
}

function queryOf(statement: Document): Query {
  return {
    filter: parseFilter(documentOption(statement, 'q')),
    sort: parseSort(statement.get('sort')),
    skip: 0,
    limit: isTruthy(statement.get('multi')) ? undefined : 1,
    hint: statement.get('hint'),
  };
}

async function upsert(
  context: CommandContext,
  { name, query, update }: { name: string; query: Query; update: Update },
): Promise<{ matched: number; modified: number; upsertedId?: Value }> {
  try {
    const doc = await whenFree(() => insertUpserted(context, name, query.filter, update));
    return { matched: 0, modified: 0, upsertedId: doc.get('_id')! };
  } catch (error) {
    // Another write has inserted the document meanwhile: then update that.
    if (query.limit !== 1 || !isRunAgain(context, query.filter, error)) throw error;
    const collection = context.find(name);
    const changes = collection ? await changeDocuments(context, { collection, query, update }) : [];
    if (changes.length === 0) throw error;
    return { matched: changes.length, modified: changes.filter((change) => change.isModified).length };
  }
}

export function insertUpserted(context: CommandContext, name: string, filter: Filter, parsed: Update): Document {
  const doc = prepareDocument(upsertedDocument(filter, parsed));
  const collection = findOrCreate(context, name);
  context.writer.insert(collection, doc, encodeDocument(doc));
  noteUpsert(context, collection, filter);
  return doc;
}
