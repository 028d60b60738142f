// The collections and indexes: held in memory, written through to the store.
import type { DatabaseSync } from 'node:sqlite';
import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import { type Collection, type Index, namespaceOf, rowsPerCollection } from './collection.ts';
import { parseIndexSpec } from './index-spec.ts';

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
    const first = id * rowsPerCollection;
    const last = lastRow.get(first, first + rowsPerCollection)?.['row'];
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
  const first = collection.id * rowsPerCollection;
  db.prepare('DELETE FROM docs WHERE row >= ? AND row < ?').run(first, first + rowsPerCollection);
  db.prepare('DELETE FROM collections WHERE id = ?').run(collection.id);
}

/** Ids are never given twice, not even after a drop. */
function saveCounters(db: DatabaseSync, catalog: Catalog): void {
  const save = db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)');
  save.run('nextCollection', String(catalog.nextCollection));
  save.run('nextIndex', String(catalog.nextIndex));
}
