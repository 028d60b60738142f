// How much the store holds, counted when somebody asks.
import type { DatabaseSync } from 'node:sqlite';
import { type Collection, rowsPerCollection } from './collection.ts';

export interface CollectionSizes {
  documents: number;
  /** Of all documents, as BSON. */
  bytes: number;
  /** Of the keys of each index, by the index's name. */
  indexBytes: ReadonlyMap<string, number>;
}

export function sizesOf(db: DatabaseSync, { id, indexes }: Collection): CollectionSizes {
  const first = id * rowsPerCollection;
  const documents = db
    .prepare('SELECT count(*) AS count, coalesce(sum(length(doc)), 0) AS bytes FROM docs WHERE row >= ? AND row < ?')
    .get(first, first + rowsPerCollection);
  const keys = db.prepare('SELECT coalesce(sum(length(key)), 0) AS bytes FROM entries WHERE ix = ?');
  return {
    documents: Number(documents?.['count']),
    bytes: Number(documents?.['bytes']),
    indexBytes: new Map(indexes.map((index) => [index.name, Number(keys.get(index.id)?.['bytes'])])),
  };
}
