import { decodeDocument } from '../bson/decode.ts';
import { loadCatalog } from './catalog.ts';
import { type Collection, namespaceOf, rowsPerCollection } from './collection.ts';
import { indexKeys } from './index-keys.ts';
import { openFiles } from './sqlite.ts';

/**
 * Checks a data directory that no server has open: every index entry has its document, every document its entries,
 * and unique keys are unique.
 *
 * @returns The faults, one a line; empty without any.
 */
export function checkIntegrity(directory: string): string[] {
  const files = openFiles(directory);
  try {
    const db = files.writer;
    const problems: string[] = [];
    const verdict = db.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    if (verdict !== 'ok') problems.push(`store: ${String(verdict)}`);
    const known = new Set<number>();
    let rows = 0;
    for (const collection of loadCatalog(db).collections.values()) {
      const first = collection.id * rowsPerCollection;
      const documents = db
        .prepare('SELECT row, doc FROM docs WHERE row >= ? AND row < ?')
        .all(first, first + rowsPerCollection) as unknown as { row: number; doc: Uint8Array }[];
      rows += documents.length;
      for (const index of collection.indexes) {
        known.add(index.id);
        problems.push(
          ...checkIndex(
            collection,
            index,
            documents,
            db.prepare('SELECT key, row FROM entries WHERE ix = ? ORDER BY key').all(index.id) as unknown as {
              key: Uint8Array;
              row: number;
            }[],
          ),
        );
      }
    }
    const stored = Number(db.prepare('SELECT count(*) AS n FROM docs').get()?.['n']);
    if (stored !== rows) problems.push(`${stored - rows} documents belong to no collection`);
    for (const { ix } of db.prepare('SELECT DISTINCT ix FROM entries').all() as unknown as { ix: number }[])
      if (!known.has(ix)) problems.push(`entries of unknown index ${ix}`);
    return problems;
  } finally {
    files.close();
  }
}

function checkIndex(
  collection: Collection,
  index: Collection['indexes'][number],
  documents: { row: number; doc: Uint8Array }[],
  entries: { key: Uint8Array; row: number }[],
): string[] {
  const problems: string[] = [];
  const name = `${namespaceOf(collection)} ${index.name}`;
  const nameOf = (key: Uint8Array, row: number): string => `${Buffer.from(key).toString('hex')}:${row}`;
  const unclaimed = new Set(entries.map(({ key, row }) => nameOf(key, row)));
  const before = [...index.multikey];
  for (const { row, doc } of documents) {
    for (const key of indexKeys(index, decodeDocument(doc))) {
      if (!unclaimed.delete(nameOf(key, row))) problems.push(`${name}: row ${row} lacks its entry`);
    }
  }
  if (index.multikey.some((isArray, i) => isArray && !before[i])) problems.push(`${name}: not marked as multikey`);
  if (unclaimed.size > 0) problems.push(`${name}: ${unclaimed.size} entries without a document`);
  if (index.unique)
    for (let i = 1; i < entries.length; i++)
      if (Buffer.compare(entries[i]!.key, entries[i - 1]!.key) === 0) problems.push(`${name}: a unique key twice`);
  return problems;
}
