// Makes collections and indexes, and takes them away.
import { CommandError, ErrorCode } from '../errors.ts';
import { decodeDocument } from '../bson/decode.ts';
import { removeCollection, removeIndex, saveCollection, saveIndex } from '../store/catalog.ts';
import { type Collection, type Index, namespaceOf, rowsPerCollection } from '../store/collection.ts';
import { addEntry, type Engine } from '../store/engine.ts';
import { idIndex } from '../store/index-spec.ts';
import { duplicateKey } from '../store/unique.ts';
import { keysOf, MustWait } from '../store/writer.ts';
import type { Row } from '../store/view.ts';
import type { CommandContext } from './context.ts';

const maxNamespaceBytes = 255;

function newCollection(engine: Engine, database: string, name: string): Collection {
  if (Buffer.byteLength(`${database}.${name}`) > maxNamespaceBytes)
    throw new CommandError(ErrorCode.InvalidNamespace, `Fully qualified namespace is too long: ${database}.${name}`);
  const id = engine.catalog.nextCollection++;
  return {
    id,
    database,
    name,
    indexes: [idIndex(engine.catalog.nextIndex++)],
    nextRow: id * rowsPerCollection,
    definedIn: engine.batch.number,
    isDropped: false,
  };
}

/** The collection, made first when it is not there; in a transaction it exists for others once that commits. */
export function findOrCreate(context: CommandContext, name: string): Collection {
  const existing = context.find(name);
  if (existing) return existing;
  const { engine, database, transaction } = context;
  if (transaction) {
    const collection = newCollection(engine, database, name);
    transaction.addCollection(collection);
    return collection;
  }
  const creator = engine.namespaceIntents.get(`${database}.${name}`);
  if (creator) throw new MustWait(creator);
  engine.batch.begin();
  const collection = newCollection(engine, database, name);
  engine.catalog.collections.set(namespaceOf(collection), collection);
  saveCollection(engine.db, engine.catalog, collection);
  for (const index of collection.indexes) saveIndex(engine.db, engine.catalog, collection, index);
  return collection;
}

/** Throws `MustWait` while an open transaction uses the collection. */
export function waitForUsers(engine: Engine, collection: Collection): void {
  for (const transaction of engine.transactions) if (transaction.touched.has(collection.id)) throw new MustWait(transaction);
}

export function dropCollection(engine: Engine, collection: Collection): void {
  engine.batch.begin();
  engine.catalog.collections.delete(namespaceOf(collection));
  collection.isDropped = true;
  removeCollection(engine.db, collection);
}

export function dropIndex(engine: Engine, collection: Collection, index: Index): void {
  engine.batch.begin();
  collection.indexes = collection.indexes.filter((each) => each !== index);
  collection.definedIn = engine.batch.number;
  removeIndex(engine.db, index);
}

const chunkDocuments = 1000;

/**
 * Adds an index over the documents that are there.
 *
 * @throws CommandError `DuplicateKey`, with nothing changed, when the index is unique and the documents are not.
 */
export function buildIndex(engine: Engine, collection: Collection, index: Index): void {
  engine.batch.begin();
  engine.db.exec('SAVEPOINT build');
  try {
    saveIndex(engine.db, engine.catalog, collection, index);
    let after: Row | undefined;
    do {
      const chunk = engine.view.rows(collection.id, after, chunkDocuments);
      for (const { row, bytes } of chunk.items) {
        const doc = decodeDocument(bytes);
        for (const key of keysOf(engine, index, doc)) addEntry(engine, index, key, row);
      }
      after = chunk.next;
    } while (after);
    if (index.unique) checkUnique(engine, collection, index);
    engine.db.exec('RELEASE build');
  } catch (error) {
    engine.db.exec('ROLLBACK TO build; RELEASE build');
    engine.multikeyChanged.delete(index);
    throw error;
  }
  collection.indexes = [...collection.indexes, index];
  engine.observer?.indexBuilt(collection, index);
  collection.definedIn = engine.batch.number;
}

function checkUnique(engine: Engine, collection: Collection, index: Index): void {
  const twice = engine.db
    .prepare('SELECT key, max(row) AS row FROM entries WHERE ix = ? GROUP BY key HAVING count(*) > 1 LIMIT 1')
    .get(index.id);
  if (!twice) return;
  const bytes = engine.view.document(Number(twice['row']));
  throw duplicateKey(collection, index, twice['key'] as Uint8Array, bytes ? decodeDocument(bytes) : new Map());
}
