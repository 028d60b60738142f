// The store as commands see it: what is committed, who is about to change what, and which batch wrote it last.
import type { DatabaseSync } from 'node:sqlite';
import { type Batch, createBatch } from './batch.ts';
import { type Catalog, loadCatalog } from './catalog.ts';
import type { Index } from './collection.ts';
import type { Observer } from '../record/observer.ts';
import type { Files } from './sqlite.ts';
import type { Transaction } from './transactions/open-transaction.ts';
import { createTermLists, type TermLists } from '../text/term-lists.ts';
import { createView, type View } from './view.ts';

export interface Engine {
  files: Files;
  db: DatabaseSync;
  batch: Batch;
  catalog: Catalog;
  /** The committed data and the open batch. Commands answer after the batch, so the two look the same to clients. */
  view: View;
  statements: Statements;
  /** The lists of recently searched terms, the open batch included. */
  termLists: TermLists;
  transactions: Set<Transaction>;
  /** Rows, unique keys and namespaces that open transactions have written. */
  rowIntents: Map<number, Transaction>;
  keyIntents: Map<string, Transaction>;
  namespaceIntents: Map<string, Transaction>;
  /** The batch that last wrote a row, kept while a snapshot may be older. */
  writtenIn: Map<number, number>;
  /** Indexes that became multikey since the last commit. */
  multikeyChanged: Set<Index>;
  /** Connections with no snapshot open. */
  idleReaders: Reader[];
  observer: Observer | undefined;
}

export interface Reader {
  db: DatabaseSync;
  view: View;
}

/** A connection that can hold a snapshot. */
export function openReader({ files }: Engine): Reader {
  const db = files.openReader();
  return { db, view: createView(db) };
}

type Statements = ReturnType<typeof prepareStatements>;

export function createEngine(files: Files, observer?: Observer): Engine {
  const db = files.writer;
  const statements = prepareStatements(db);
  const termLists = createTermLists();
  const engine: Engine = {
    files,
    db,
    batch: createBatch(db, {
      beforeCommit: () => saveMultikey(engine),
      afterCommit: () => forgetWrites(engine),
      rolledBack() {
        engine.catalog = loadCatalog(db);
        engine.termLists.clear();
        for (const transaction of [...engine.transactions]) transaction.abort();
      },
    }),
    catalog: loadCatalog(db),
    view: createView(db, termLists),
    statements,
    termLists,
    transactions: new Set(),
    rowIntents: new Map(),
    keyIntents: new Map(),
    namespaceIntents: new Map(),
    writtenIn: new Map(),
    multikeyChanged: new Set(),
    idleReaders: [],
    observer,
  };
  return engine;
}

function prepareStatements(db: DatabaseSync) {
  return {
    insertDocument: db.prepare('INSERT INTO docs (row, doc) VALUES (?, ?)'),
    replaceDocument: db.prepare('UPDATE docs SET doc = ? WHERE row = ?'),
    deleteDocument: db.prepare('DELETE FROM docs WHERE row = ?'),
    insertEntry: db.prepare('INSERT INTO entries (ix, key, row) VALUES (?, ?, ?)'),
    deleteEntry: db.prepare('DELETE FROM entries WHERE ix = ? AND key = ? AND row = ?'),
    saveMultikey: db.prepare('UPDATE indexes SET multikey = ? WHERE id = ?'),
  };
}

function saveMultikey(engine: Engine): void {
  if (engine.multikeyChanged.size === 0) return;
  for (const index of engine.multikeyChanged) {
    const bits = index.multikey.reduce((sum, isArray, i) => (isArray ? sum | (1 << i) : sum), 0);
    engine.statements.saveMultikey.run(bits, index.id);
  }
  engine.multikeyChanged.clear();
}

/** Writes an entry of an index into the open batch. */
export function addEntry({ statements, termLists }: Engine, index: Index, key: Uint8Array, row: number): void {
  statements.insertEntry.run(index.id, key, row);
  if (index.text) termLists.entryAdded(index.id, key, row);
}

/** Takes an entry of an index away in the open batch. */
export function removeEntry({ statements, termLists }: Engine, index: Index, key: Uint8Array, row: number): void {
  statements.deleteEntry.run(index.id, key, row);
  if (index.text) termLists.entryRemoved(index.id, key, row);
}

/** The text that names a unique key in `keyIntents`. */
export function keyIntentName(index: Index, key: Uint8Array): string {
  return `${index.id}:${Buffer.from(key.buffer, key.byteOffset, key.length).toString('latin1')}`;
}

/** Notes that the open batch writes the row, for transactions whose snapshots are older. */
export function noteWrite(engine: Engine, row: number): void {
  engine.writtenIn.set(row, engine.batch.number);
}

const maxRemembered = 10_000;

/** Drops notes that no snapshot, open or to come, can be older than. */
export function forgetWrites(engine: Engine): void {
  const { writtenIn, transactions, batch } = engine;
  if (transactions.size === 0 && !batch.isOpen) return writtenIn.clear();
  if (writtenIn.size < maxRemembered) return;
  let oldest = batch.number - 1;
  for (const transaction of transactions) oldest = Math.min(oldest, transaction.snapshot);
  for (const [row, writtenAt] of writtenIn) if (writtenAt <= oldest) writtenIn.delete(row);
}

export function closeEngine(engine: Engine): void {
  for (const transaction of [...engine.transactions]) transaction.abort();
  engine.batch.flush();
  for (const reader of engine.idleReaders) reader.db.close();
  engine.idleReaders = [];
  engine.files.close();
}
