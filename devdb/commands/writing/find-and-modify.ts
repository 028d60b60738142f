import { failedToParse } from '../../errors.ts';
import { type Document, documentOf, type Value } from '../../bson/values.ts';
import { parseFilter } from '../../query/parse-filter.ts';
import { compileProjection } from '../../query/project.ts';
import { parseSort } from '../../query/sort.ts';
import { parseUpdate } from '../../update/parse.ts';
import { booleanOption, checkCollation, collectionName, type Command, documentOption } from '../context.ts';
import { insertUpserted } from './update.ts';
import { isRunAgain } from './upsert-races.ts';
import { whenFree } from './when-free.ts';
import { changeDocuments } from './write-documents.ts';

export const findAndModify: Command = {
  options: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'bypassDocumentValidation',
    'arrayFilters',
    'hint',
    'collation',
  ],
  isAllowedInTransaction: true,
  isRetryable: true,
  query: (body) => ({
    filter: parseFilter(documentOption(body, 'query')),
    sort: parseSort(body.get('sort')),
    skip: 0,
    limit: 1,
    hint: body.get('hint'),
  }),
  async run(context, body) {
    const name = collectionName(body, body.keys().next().value!);
    checkCollation(body);
    const isRemove = booleanOption(body, 'remove', false);
    const isUpsert = booleanOption(body, 'upsert', false);
    const wantsNew = booleanOption(body, 'new', false);
    if (isRemove && (body.has('update') || isUpsert || wantsNew))
      throw failedToParse("Cannot specify both an 'update' (or 'upsert' or 'new') and 'remove'=true");
    if (!isRemove && !body.has('update')) throw failedToParse('Either an update or remove=true must be specified');
    const update = isRemove ? undefined : parseUpdate(body.get('update'), body.get('arrayFilters'));
    const query = findAndModify.query!(body);
    const project = compileProjection(documentOption(body, 'fields'));
    const show = (doc: Document | undefined): Value => (doc ? (project ? project(doc) : doc) : null);
    for (let attempt = 0; ; attempt++) {
      const collection = context.find(name);
      const [change] = collection ? await changeDocuments(context, { collection, query, update }) : [];
      if (change && isRemove) return reply(documentOf({ n: 1 }), show(change.before));
      if (change) return reply(documentOf({ n: 1, updatedExisting: true }), show(wantsNew ? change.after : change.before));
      if (isRemove) return reply(documentOf({ n: 0 }), null);
      if (!isUpsert || !update) return reply(documentOf({ n: 0, updatedExisting: false }), null);
      try {
        const doc = await whenFree(() => insertUpserted(context, name, query.filter, update));
        return reply(documentOf({ n: 1, updatedExisting: false, upserted: doc.get('_id') }), show(wantsNew ? doc : undefined));
      } catch (error) {
        // Another write has inserted the document meanwhile: then change that.
        if (attempt > 0 || !isRunAgain(context, query.filter, error)) throw error;
      }
    }
  },
};

function reply(lastErrorObject: Document, value: Value): Document {
  return documentOf({ lastErrorObject, value, ok: 1 });
}
