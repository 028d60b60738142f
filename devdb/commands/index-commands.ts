// Commands about indexes.
import { badValue, CommandError, ErrorCode, notServed } from '../errors.ts';
import { areEqual } from '../bson/compare.ts';
import { type Document, documentOf, isDocument, type Value } from '../bson/values.ts';
import { type Collection, type Index, namespaceOf } from '../store/collection.ts';
import { isSameIndex, parseIndexSpec } from '../store/index-spec.ts';
import { MustWait } from '../store/writer.ts';
import { arrayOption, collectionName, type Command, type CommandContext } from './context.ts';
import { listed } from './catalog-commands.ts';
import { buildIndex, dropIndex, findOrCreate, waitForUsers } from './namespaces.ts';
import { whenFree } from './writing/when-free.ts';

export const createIndexes: Command = {
  options: ['indexes', 'commitQuorum'],
  isAllowedInTransaction: true,
  run: (context, body) =>
    whenFree(() => {
      const { engine } = context;
      const name = collectionName(body, 'createIndexes');
      const existed = context.find(name) !== undefined;
      const specs = arrayOption(body, 'indexes').map((spec) => {
        if (!isDocument(spec)) throw badValue('each of indexes must be an object');
        return parseIndexSpec(spec, 0);
      });
      if (specs.length === 0) throw badValue('Must specify at least one index to create');
      const collection = findOrCreate(context, name);
      const before = collection.indexes.length;
      const fresh = specs.filter((index) => !alreadyThere(collection, index));
      if (fresh.length > 0) claimDefinition(context, collection);
      for (const index of fresh) {
        if (alreadyThere(collection, index)) continue;
        const numbered = { ...index, id: engine.catalog.nextIndex++ };
        if (context.transaction) collection.indexes = [...collection.indexes, numbered];
        else buildIndex(engine, collection, numbered);
      }
      const reply = documentOf({
        numIndexesBefore: before,
        numIndexesAfter: collection.indexes.length,
        createdCollectionAutomatically: !existed,
        ok: 1,
      });
      if (fresh.length === 0) reply.set('note', 'all indexes already exist');
      return reply;
    }),
};

/** In a transaction only a collection that it creates gets indexes, and here only before its first document. */
function claimDefinition({ engine, transaction, view }: CommandContext, collection: Collection): void {
  if (!transaction) return waitForUsers(engine, collection);
  if (!transaction.createdCollections().includes(collection))
    throw new CommandError(
      ErrorCode.OperationNotSupportedInTransaction,
      `Cannot create new indexes on existing collection ${namespaceOf(collection)} in a multi-document transaction.`,
    );
  if (view.rows(collection.id, undefined, 1).items.length > 0)
    throw notServed('createIndexes in a transaction after the collection has got its first document');
}

/** Refuses an index whose name or whose keys another definition has. */
function alreadyThere(collection: Collection, index: Index): boolean {
  for (const other of collection.indexes) {
    const hasName = other.name === index.name;
    const hasKeys = areEqual(other.spec.get('key')!, index.spec.get('key')!);
    if (hasKeys && other === collection.indexes[0]) return true;
    if (hasName && isSameIndex(other, index)) return true;
    if (other.text && index.text) {
      const isSame = isSameIndex(other, index);
      const which = isSame ? `Index already exists with a different name: ${other.name}` : 'only one text index per collection allowed';
      throw new CommandError(isSame ? ErrorCode.IndexOptionsConflict : ErrorCode.CannotCreateIndex, which);
    }
    if (hasName && !hasKeys)
      throw new CommandError(
        ErrorCode.IndexKeySpecsConflict,
        `An existing index has the same name as the requested index. Requested index: ${index.name}`,
      );
    if (hasName)
      throw new CommandError(
        ErrorCode.IndexOptionsConflict,
        `An equivalent index already exists with the same name but different options: ${index.name}`,
      );
    const samePartial = areEqual(other.spec.get('partialFilterExpression') ?? null, index.spec.get('partialFilterExpression') ?? null);
    if (hasKeys && samePartial && other.sparse === index.sparse && other.unique === index.unique)
      throw new CommandError(ErrorCode.IndexOptionsConflict, `Index already exists with a different name: ${other.name}`);
  }
  return false;
}

export const dropIndexes: Command = {
  options: ['index'],
  run: (context, body) =>
    whenFree(() => {
      const name = collectionName(body, 'dropIndexes');
      const creator = context.engine.namespaceIntents.get(`${context.database}.${name}`);
      if (creator) throw new MustWait(creator);
      const collection = existing(context, name);
      const doomed = chosen(collection, body.get('index'));
      waitForUsers(context.engine, collection);
      const before = collection.indexes.length;
      for (const index of doomed) dropIndex(context.engine, collection, index);
      return documentOf({ nIndexesWas: before, ok: 1 });
    }),
};

function chosen(collection: Collection, which: Value | undefined): Index[] {
  if (which === '*') return collection.indexes.slice(1);
  const names = Array.isArray(which) ? which : [which];
  return names.map((name) => {
    const index = collection.indexes.find((each) =>
      typeof name === 'string' ? each.name === name : isDocument(name) && areEqual(each.spec.get('key')!, name),
    );
    if (!index) throw new CommandError(ErrorCode.IndexNotFound, `index not found with name [${String(name)}]`);
    if (index === collection.indexes[0]) throw new CommandError(ErrorCode.InvalidOptions, 'cannot drop _id index');
    return index;
  });
}

export const listIndexes: Command = {
  options: ['cursor'],
  run(context, body) {
    const name = collectionName(body, 'listIndexes');
    const collection = existing(context, name);
    return listed(
      context,
      `${context.database}.${name}`,
      collection.indexes.map((index): Document => index.spec),
      body,
    );
  },
};

function existing(context: CommandContext, name: string): Collection {
  const collection = context.find(name);
  if (!collection) throw new CommandError(ErrorCode.NamespaceNotFound, `ns does not exist: ${context.database}.${name}`);
  return collection;
}
