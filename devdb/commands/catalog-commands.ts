// Commands about collections and databases.
import { CommandError, ErrorCode } from '../errors.ts';
import { type Document, documentOf, isDocument } from '../bson/values.ts';
import { matches } from '../query/match.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { type Collection, namespaceOf } from '../store/collection.ts';
import { sizesOf } from '../store/sizes.ts';
import { MustWait } from '../store/writer.ts';
import { booleanOption, collectionName, type Command, type CommandContext, documentOption, numberOption } from './context.ts';
import { dropCollection, findOrCreate, waitForUsers } from './namespaces.ts';
import { whenFree } from './writing/when-free.ts';

export const create: Command = {
  options: [],
  isAllowedInTransaction: true,
  run: (context, body) =>
    whenFree(() => {
      const name = collectionName(body, 'create');
      if (context.find(name)) throw new CommandError(ErrorCode.NamespaceExists, `Collection ${context.database}.${name} already exists.`);
      findOrCreate(context, name);
      return documentOf({ ok: 1 });
    }),
};

export const drop: Command = {
  options: [],
  run: (context, body) =>
    whenFree(() => {
      const name = collectionName(body, 'drop');
      waitForCreator(context, name);
      const collection = context.find(name);
      if (!collection) return documentOf({ ok: 1 });
      waitForUsers(context.engine, collection);
      dropCollection(context.engine, collection);
      return documentOf({ nIndexesWas: collection.indexes.length, ns: namespaceOf(collection), ok: 1 });
    }),
};

export const dropDatabase: Command = {
  options: [],
  run: (context) =>
    whenFree(() => {
      for (const [namespace, transaction] of context.engine.namespaceIntents)
        if (namespace.startsWith(`${context.database}.`)) throw new MustWait(transaction);
      const collections = collectionsOf(context);
      for (const collection of collections) waitForUsers(context.engine, collection);
      for (const collection of collections) dropCollection(context.engine, collection);
      return documentOf({ dropped: context.database, ok: 1 });
    }),
};

function waitForCreator(context: CommandContext, name: string): void {
  const creator = context.engine.namespaceIntents.get(`${context.database}.${name}`);
  if (creator) throw new MustWait(creator);
}

/** The collections of the command's database. */
export function collectionsOf(context: CommandContext): Collection[] {
  return [...context.engine.catalog.collections.values()].filter(({ database }) => database === context.database);
}

export const listCollections: Command = {
  options: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
  run(context, body) {
    const filter = parseFilter(documentOption(body, 'filter'));
    const isNameOnly = booleanOption(body, 'nameOnly', false);
    const all = collectionsOf(context)
      .map((collection) => describe(collection))
      .filter((doc) => matches(filter, doc));
    const docs = isNameOnly ? all.map((doc) => documentOf({ name: doc.get('name'), type: 'collection' })) : all;
    return listed(context, `${context.database}.$cmd.listCollections`, docs, body);
  },
};

function describe(collection: Collection): Document {
  return documentOf({
    name: collection.name,
    type: 'collection',
    options: new Map(),
    info: documentOf({ readOnly: false }),
    idIndex: collection.indexes[0]!.spec,
  });
}

/** An answer that is a cursor over documents at hand. */
export function listed(context: CommandContext, namespace: string, docs: Document[], body: Document): Promise<Document> {
  async function* chunks(): AsyncGenerator<Document[]> {
    if (docs.length > 0) yield docs;
  }
  const cursor = body.get('cursor');
  const batchSize = isDocument(cursor) ? numberOption(cursor, 'batchSize') : undefined;
  return context.cursors.open({
    namespace,
    chunks: chunks(),
    batchSize: batchSize ?? 1_000_000,
    limit: docs.length,
    isSingleBatch: false,
    transaction: undefined,
  });
}

export const listDatabases: Command = {
  options: ['filter', 'nameOnly', 'authorizedDatabases'],
  run(context, body) {
    const filter = parseFilter(documentOption(body, 'filter'));
    const isNameOnly = booleanOption(body, 'nameOnly', false);
    const collections = [...context.engine.catalog.collections.values()];
    const names = [...new Set(collections.map(({ database }) => database))].sort();
    const sizeOf = (name: string): number => {
      const sizes = collections.filter(({ database }) => database === name).map((each) => sizesOf(context.engine.db, each));
      return sizes.reduce((sum, { bytes, indexBytes }) => sum + bytes + [...indexBytes.values()].reduce((a, b) => a + b, 0), 0);
    };
    const databases = names
      .map((name) => documentOf(isNameOnly ? { name } : { name, sizeOnDisk: BigInt(sizeOf(name)), empty: false }))
      .filter((doc) => matches(filter, doc));
    if (isNameOnly) return documentOf({ databases, ok: 1 });
    const totalSize = databases.reduce((sum, doc) => sum + (doc.get('sizeOnDisk') as bigint), 0n);
    return documentOf({ databases, totalSize, totalSizeMb: totalSize / 1_048_576n, ok: 1 });
  },
};
