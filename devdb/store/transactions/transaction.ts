// A multi-document transaction: it reads from one snapshot, and keeps its writes to itself until it commits. The first
// to write a document or a unique key wins; the second fails at once and may try again.
import { CommandError, ErrorCode, transientLabel, writeConflict } from '../../errors.ts';
import type { Document } from '../../bson/values.ts';
import { saveCollection, saveIndex } from '../catalog.ts';
import { type Collection, type Index, namespaceOf } from '../collection.ts';
import { addEntry, type Engine, forgetWrites, keyIntentName, openReader, removeEntry } from '../engine.ts';
import { readsTheSame } from '../index-keys.ts';
import type { Transaction, Writer } from './open-transaction.ts';
import { createOverlay, type IndexEntry, type Overlay } from './overlay.ts';
import { duplicateKey, holderOf } from '../unique.ts';
import { guardView, type View } from '../view.ts';
import { keysOf, writeWhole } from '../writer.ts';

const maxIdleReaders = 16;

export function beginTransaction(engine: Engine): Transaction {
  const reader = engine.idleReaders.pop() ?? openReader(engine);
  reader.db.exec('BEGIN; SELECT 1 FROM meta');
  const snapshot = engine.batch.number - 1;
  const overlay = createOverlay(reader.view);
  const created = new Map<string, Collection>();
  const touched = new Set<number>();
  const keyIntents: string[] = [];
  let isOpen = true;
  const { promise: ended, resolve: resolveEnded } = Promise.withResolvers<void>();

  function end(): void {
    if (!isOpen) return;
    isOpen = false;
    engine.transactions.delete(transaction);
    for (const row of overlay.rows.keys()) engine.rowIntents.delete(row);
    for (const name of keyIntents) engine.keyIntents.delete(name);
    for (const name of created.keys()) engine.namespaceIntents.delete(name);
    forgetWrites(engine);
    reader.db.exec('ROLLBACK');
    if (engine.idleReaders.length < maxIdleReaders) engine.idleReaders.push(reader);
    else reader.db.close();
    resolveEnded();
  }

  /** A statement that has waited may go on after the transaction was aborted; its snapshot is then another's. */
  function whileOpen(view: View): View {
    const check = (): void => {
      if (!isOpen) throw new CommandError(ErrorCode.NoSuchTransaction, 'Transaction has been aborted.', [transientLabel]);
    };
    return guardView(view, check);
  }

  const transaction: Transaction = {
    view: whileOpen(overlay.view),
    ended,
    touched,
    snapshot,
    writer: createTransactionWriter(engine, { self: () => transaction, overlay, snapshotView: reader.view, snapshot, keyIntents }),
    get isOpen() {
      return isOpen;
    },
    find(namespace) {
      const own = created.get(namespace);
      if (own) return own;
      const collection = engine.catalog.collections.get(namespace);
      if (collection && collection.definedIn > snapshot)
        throw new CommandError(
          ErrorCode.SnapshotUnavailable,
          `Unable to read from a snapshot due to pending collection catalog changes: ${namespace}`,
          [transientLabel],
        );
      if (collection) touched.add(collection.id);
      return collection;
    },
    addCollection(collection) {
      const namespace = namespaceOf(collection);
      if (engine.namespaceIntents.has(namespace)) throw writeConflict(`another transaction is creating ${namespace}`);
      engine.namespaceIntents.set(namespace, transaction);
      created.set(namespace, collection);
    },
    createdCollections: () => [...created.values()],
    commit() {
      if (overlay.rows.size > 0 || created.size > 0) apply(engine, overlay, created);
      end();
    },
    abort() {
      end();
    },
  };
  engine.transactions.add(transaction);
  return transaction;
}

function apply(engine: Engine, overlay: Overlay, created: Map<string, Collection>): void {
  const { statements, batch, catalog } = engine;
  batch.begin();
  engine.observer?.committed(writesOf(engine, overlay));
  for (const [namespace, collection] of created) {
    collection.definedIn = batch.number;
    catalog.collections.set(namespace, collection);
    saveCollection(engine.db, catalog, collection);
    for (const index of collection.indexes) saveIndex(engine.db, catalog, collection, index);
  }
  const removed = new Map<Index, EntryChange[]>();
  const added = new Map<Index, EntryChange[]>();
  for (const { row, inBase, bytes, baseEntries, entries } of overlay.rows.values()) {
    writeWhole(engine, row, () => {
      if (inBase && bytes) statements.replaceDocument.run(bytes, row);
      else if (inBase) statements.deleteDocument.run(row);
      else if (bytes) statements.insertDocument.run(row, bytes);
    });
    const isSame = (a: IndexEntry) => (b: IndexEntry) => a === b || (a.index === b.index && Buffer.compare(a.key, b.key) === 0);
    for (const entry of baseEntries) if (!entries.some(isSame(entry))) note(removed, entry, row);
    for (const entry of entries) if (!baseEntries.some(isSame(entry))) note(added, entry, row);
  }
  try {
    for (const [index, changes] of removed) for (const { key, row } of inTreeOrder(changes)) removeEntry(engine, index, key, row);
    for (const [index, changes] of added) for (const { key, row } of inTreeOrder(changes)) addEntry(engine, index, key, row);
  } catch (error) {
    batch.fail(error as Error);
    throw error;
  }
}

function writesOf(engine: Engine, overlay: Overlay): { collection: Collection; bytes: Uint8Array }[] {
  return [...overlay.rows.entries()].flatMap(([row, { collection, bytes = engine.view.document(row) }]) =>
    bytes ? [{ collection, bytes }] : [],
  );
}

interface EntryChange {
  key: Uint8Array;
  row: number;
  /** The key's bytes as characters, which are quicker to compare. */
  text: string;
}

function note(changes: Map<Index, EntryChange[]>, { index, key }: IndexEntry, row: number): void {
  const change = { key, row, text: Buffer.from(key.buffer, key.byteOffset, key.length).toString('latin1') };
  const own = changes.get(index);
  if (own) own.push(change);
  else changes.set(index, [change]);
}

/** Neighbours are written to the same page while it is at hand. */
function inTreeOrder(changes: EntryChange[]): EntryChange[] {
  return changes.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.row - b.row));
}

/** A write of one document: an insert without `before`, a removal without `after`. */
interface Change {
  collection: Collection;
  row: number;
  before?: Document;
  after?: Document;
  bytes?: Uint8Array;
}

interface TransactionState {
  self: () => Transaction;
  overlay: Overlay;
  snapshotView: View;
  /** The last batch that the snapshot shows. */
  snapshot: number;
  /** The unique keys that the transaction has claimed. */
  keyIntents: string[];
}

function createTransactionWriter(engine: Engine, { self, overlay, snapshotView, snapshot, keyIntents }: TransactionState): Writer {
  function claimRow(row: number): void {
    const other = engine.rowIntents.get(row);
    if (other && other !== self()) throw writeConflict('another transaction has written the document');
    if ((engine.writtenIn.get(row) ?? 0) > snapshot) throw writeConflict('the document was written after the snapshot');
  }

  /** Whether anything was written since the snapshot was taken. */
  function isOutdated(): boolean {
    return engine.batch.isOpen || engine.batch.number - 1 > snapshot;
  }

  function claimKeys(index: Index, entries: IndexEntry[], { collection, row, after: doc }: Change & { after: Document }): string[] {
    if (!index.unique) return [];
    return entries.map(({ key }) => {
      const name = keyIntentName(index, key);
      const other = engine.keyIntents.get(name);
      if (other && other !== self()) throw writeConflict(`another transaction has the same key in ${index.name}`);
      if (isOutdated() && holderOf(engine.view, index, key) !== holderOf(snapshotView, index, key))
        throw writeConflict(`the key in ${index.name} was written after the snapshot`);
      if (holderOf(overlay.view, index, key, row) !== undefined) throw duplicateKey(collection, index, key, doc);
      return name;
    });
  }

  function write(change: Change): void {
    const { collection, row, before, after, bytes } = change;
    if (!self().isOpen) throw new CommandError(ErrorCode.NoSuchTransaction, 'Transaction has been aborted.', [transientLabel]);
    claimRow(row);
    const own = overlay.rows.get(row);
    const names: string[] = [];
    const entries: IndexEntry[] = [];
    const baseEntries: IndexEntry[] = own ? own.baseEntries : [];
    for (const index of collection.indexes) {
      const isSame = before !== undefined && after !== undefined && readsTheSame(index, before, after);
      const made = after ? keysOf(engine, index, after).map((key) => ({ index, key })) : [];
      if (after && !isSame) names.push(...claimKeys(index, made, { ...change, after }));
      entries.push(...made);
      if (!own && before) baseEntries.push(...(isSame ? made : keysOf(engine, index, before).map((key) => ({ index, key }))));
    }
    for (const name of names) {
      engine.keyIntents.set(name, self());
      keyIntents.push(name);
    }
    engine.rowIntents.set(row, self());
    overlay.put({ collection, row, bytes, entries, baseEntries, inBase: own ? own.inBase : before !== undefined });
  }

  return {
    insert: (collection, doc, bytes) => write({ collection, row: collection.nextRow++, after: doc, bytes }),
    replace: write,
    remove: (collection, row, before) => write({ collection, row, before }),
  };
}
