// Writes of whole documents with their index entries. Outside transactions they go into the open batch at once.
import type { Document } from '../bson/values.ts';
import type { Collection, Index } from './collection.ts';
import { addEntry, type Engine, keyIntentName, noteWrite, removeEntry } from './engine.ts';
import { indexKeys, readsTheSame } from './index-keys.ts';
import type { Transaction, Writer } from './transactions/open-transaction.ts';
import { duplicateKey, holderOf } from './unique.ts';

/** Thrown when an open transaction has written what a plain write wants to: try again when it has ended. */
export class MustWait extends Error {
  readonly transaction: Transaction;
  constructor(transaction: Transaction) {
    super('an open transaction has written this document');
    this.transaction = transaction;
  }
}

interface Checked {
  collection: Collection;
  doc: Document;
  own?: number;
}

export function createPlainWriter(engine: Engine): Writer {
  const { statements } = engine;

  /** @param own - The document's row where it is stored already. */
  function checkUnique(index: Index, keys: Buffer[], { collection, doc, own }: Checked): void {
    if (!index.unique) return;
    for (const key of keys) {
      const other = engine.keyIntents.get(keyIntentName(index, key));
      if (other) throw new MustWait(other);
      if (holderOf(engine.view, index, key, own) !== undefined) throw duplicateKey(collection, index, key, doc);
    }
  }

  function checkIntent(row: number): void {
    const other = engine.rowIntents.get(row);
    if (other) throw new MustWait(other);
  }

  return {
    insert(collection, doc, bytes) {
      const keys = collection.indexes.map((index) => keysOf(engine, index, doc));
      collection.indexes.forEach((index, i) => checkUnique(index, keys[i]!, { collection, doc }));
      const row = collection.nextRow++;
      writeWhole(engine, row, () => {
        statements.insertDocument.run(row, bytes);
        collection.indexes.forEach((index, i) => {
          for (const key of keys[i]!) addEntry(engine, index, key, row);
        });
      });
    },
    replace({ collection, row, before, after, bytes }) {
      checkIntent(row);
      const changes = collection.indexes.map((index) =>
        readsTheSame(index, before, after) ? noChange : changedKeys(keysOf(engine, index, before), keysOf(engine, index, after)),
      );
      collection.indexes.forEach((index, i) => checkUnique(index, changes[i]!.added, { collection, doc: after, own: row }));
      writeWhole(engine, row, () => {
        statements.replaceDocument.run(bytes, row);
        collection.indexes.forEach((index, i) => {
          for (const key of changes[i]!.removed) removeEntry(engine, index, key, row);
          for (const key of changes[i]!.added) addEntry(engine, index, key, row);
        });
      });
    },
    remove(collection, row, before) {
      checkIntent(row);
      writeWhole(engine, row, () => {
        statements.deleteDocument.run(row);
        for (const index of collection.indexes) for (const key of keysOf(engine, index, before)) removeEntry(engine, index, key, row);
      });
    },
  };
}

/** Writes a document with its entries, or, when the store fails, nothing of the batch. */
export function writeWhole(engine: Engine, row: number, write: () => void): void {
  engine.batch.begin();
  try {
    write();
  } catch (error) {
    engine.batch.fail(error as Error);
    throw error;
  }
  noteWrite(engine, row);
}

/** The document's keys; notes when they make the index multikey. */
export function keysOf(engine: Engine, index: Index, doc: Document): Buffer[] {
  const before = index.multikey.filter(Boolean).length;
  const keys = indexKeys(index, doc);
  if (index.multikey.filter(Boolean).length !== before) engine.multikeyChanged.add(index);
  return keys;
}

const noChange = { removed: [], added: [] };

function changedKeys(before: Buffer[], after: Buffer[]): { removed: Buffer[]; added: Buffer[] } {
  if (before.length === 1 && after.length === 1) return before[0]!.equals(after[0]!) ? noChange : { removed: before, added: after };
  return {
    removed: before.filter((key) => !after.some((other) => other.equals(key))),
    added: after.filter((key) => !before.some((other) => other.equals(key))),
  };
}
