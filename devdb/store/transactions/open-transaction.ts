// A transaction as the rest of the store sees it, and the writer that a transaction and plain commands both have.
import type { Document } from '../../bson/values.ts';
import type { Collection } from '../collection.ts';
import type { View } from '../view.ts';

export interface Replacement {
  collection: Collection;
  row: number;
  /** The document as stored, untouched. */
  before: Document;
  after: Document;
  bytes: Uint8Array;
}

export interface Writer {
  insert(collection: Collection, doc: Document, bytes: Uint8Array): void;
  replace(change: Replacement): void;
  remove(collection: Collection, row: number, before: Document): void;
}

export interface Transaction {
  readonly view: View;
  readonly writer: Writer;
  /** Resolves when the transaction has committed or aborted. */
  readonly ended: Promise<void>;
  readonly isOpen: boolean;
  /** The last batch that the snapshot shows. */
  readonly snapshot: number;
  /** Collections it has read or written; their definitions cannot change meanwhile. */
  readonly touched: Set<number>;
  find(namespace: string): Collection | undefined;
  /** Registers a collection that exists for others only after the commit. */
  addCollection(collection: Collection): void;
  createdCollections(): Collection[];
  /** Puts everything into the open batch. */
  commit(): void;
  abort(): void;
}
