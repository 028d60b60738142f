// What collections and indexes there are. Held in memory, written through to the store.
import type { DatabaseSync } from 'node:sqlite';
import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import type { Document } from '../bson/values.ts';
import type { Filter } from '../query/filter.ts';
import type { TextSpec } from '../text/text-index.ts';
import { parseIndexSpec } from './index-spec.ts';

export interface IndexField {
  name: string;
  path: string[];
  descending: boolean;
}

export interface Index {
  id: number;
  name: string;
  /** The spec as listIndexes gives it. */
  spec: Document;
  fields: IndexField[];
  descending: boolean[];
  unique: boolean;
  sparse: boolean;
  partial: Filter | undefined;
  expireAfterSeconds: number | undefined;
  /** Of a text index, whose fields are those before the text. */
  text: TextSpec | undefined;
  /** Which fields have met an array, by position; never taken back. */
  multikey: boolean[];
  /** The top fields of a document that its keys are made of. */
  reads: string[];
}

export interface Collection {
  id: number;
  database: string;
  name: string;
  /** The first is always the one on `_id`. */
  indexes: Index[];
  nextRow: number;
  /** The batch that last changed the collection's definition; older snapshots cannot use it. */
  definedIn: number;
  isDropped: boolean;
}

/** Rows of a collection are numbered from `id * ROWS_PER_COLLECTION` on. */
export const ROWS_PER_COLLECTION = 2 ** 36;

export function namespaceOf(collection: Collection): string {
  return `${collection.database}.${collection.name}`;
}

export interface Catalog {
  collections: Map<string, Collection>;
  nextCollection: number;
  nextIndex: number;
}

export function loadCatalog(db: DatabaseSync): Catalog {
  const catalog: Catalog = { collections: new Map(), nextCollection: 1, nextIndex: 1 };
  const byId = new Map<number, Collection>();
  const lastRow = db.prepare('SELECT max(row) AS row FROM docs WHERE row >= ? AND row < ?');
  for (const row of db.prepare('SELECT id, db, name FROM collections ORDER BY id').all()) {
    const id = Number(row['id']);
    const first = id * ROWS_PER_COLLECTION;
    const last = lastRow.get(first, first + ROWS_PER_COLLECTION)?.['row'];
    const collection: Collection = {
      id,
      database: String(row['db']),
      name: String(row['name']),
      indexes: [],
      nextRow: last == null ? first : Number(last) + 1,
      definedIn: 0,
      isDropped: false,
    };
    byId.set(id, collection);
    catalog.collections.set(namespaceOf(collection), collection);
  }
  for (const row of db.prepare('SELECT id, collection, spec, multikey FROM indexes ORDER BY id').all()) {
    const index = parseIndexSpec(decodeDocument(row['spec'] as Uint8Array), Number(row['id']));
    const multikey = Number(row['multikey']);
    index.multikey = index.fields.map((_, i) => (multikey & (1 << i)) !== 0);
    byId.get(Number(row['collection']))?.indexes.push(index);
  }
  for (const row of db.prepare("SELECT name, value FROM meta WHERE name IN ('nextCollection', 'nextIndex')").all()) {
    if (row['name'] === 'nextCollection') catalog.nextCollection = Number(row['value']);
    else catalog.nextIndex = Number(row['value']);
  }
  return catalog;
}

export function saveCollection(db: DatabaseSync, catalog: Catalog, collection: Collection): void {
  db.prepare('INSERT INTO collections (id, db, name) VALUES (?, ?, ?)').run(collection.id, collection.database, collection.name);
  saveCounters(db, catalog);
}

export function saveIndex(db: DatabaseSync, catalog: Catalog, collection: Collection, index: Index): void {
  const multikey = index.multikey.reduce((bits, isArray, i) => (isArray ? bits | (1 << i) : bits), 0);
  db.prepare('INSERT OR REPLACE INTO indexes (id, collection, spec, multikey) VALUES (?, ?, ?, ?)').run(
    index.id,
    collection.id,
    encodeDocument(index.spec),
    multikey,
  );
  saveCounters(db, catalog);
}

export function removeIndex(db: DatabaseSync, index: Index): void {
  db.prepare('DELETE FROM indexes WHERE id = ?').run(index.id);
  db.prepare('DELETE FROM entries WHERE ix = ?').run(index.id);
}

export function removeCollection(db: DatabaseSync, collection: Collection): void {
  for (const index of collection.indexes) removeIndex(db, index);
  const first = collection.id * ROWS_PER_COLLECTION;
  db.prepare('DELETE FROM docs WHERE row >= ? AND row < ?').run(first, first + ROWS_PER_COLLECTION);
  db.prepare('DELETE FROM collections WHERE id = ?').run(collection.id);
}

/** Ids are never given twice, not even after a drop. */
function saveCounters(db: DatabaseSync, catalog: Catalog): void {
  const save = db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)');
  save.run('nextCollection', String(catalog.nextCollection));
  save.run('nextIndex', String(catalog.nextIndex));
}
