import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type mongoose from 'mongoose';
import { unfinishedLoad } from '#lib/db/preparation/unfinished-load.ts';
import { type Digest, inPieces, readLines } from './documents.ts';
import { readIndexes } from './indexes.ts';
import { type DumpedCollection, fileOf, type Manifest, writeManifest } from './manifest.ts';
import { readSigns, refuseRunningServices } from './services-stopped.ts';
import type { DumpStores } from './stores.ts';

export interface DumpOptions {
  stores: DumpStores;
  /** New or empty. */
  folder: string;
  clock: () => Date;
  say: (line: string) => void;
}

/**
 * Writes all data into a folder that only its user can read: it holds password hashes and keys.
 *
 * @throws Error when services run, or begin to while it is made.
 */
export async function dump({ stores, folder, clock, say }: DumpOptions): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty. A dump takes a folder of its own.`);
  const all = [...stores.databases.values()];
  await refuseRunningServices(all, clock);
  const before = await readSigns(all);
  const manifest: Manifest = { format: 1, subgraphs: {} };
  for (const [subgraph, database] of stores.databases) {
    const collections = await dumpDatabase({ folder, subgraph, database });
    if (Object.keys(collections).length === 0) continue;
    manifest.subgraphs[subgraph] = collections;
    const documents = Object.values(collections).reduce((sum, each) => sum + each.documents, 0);
    say(`${subgraph}: ${documents} documents in ${Object.keys(collections).length} collections`);
  }
  if (Object.keys(manifest.subgraphs).length === 0) throw new Error(`${stores.title} holds no data of Agora.`);
  await refuseRunningServices(all, clock);
  if ((await readSigns(all)) !== before) throw new Error('Services wrote while the dump was made. Stop them, and make another.');
  await writeManifest(folder, manifest);
  return manifest;
}

interface Source {
  folder: string;
  subgraph: string;
  database: mongoose.mongo.Db;
}

async function dumpDatabase({ folder, subgraph, database }: Source): Promise<Record<string, DumpedCollection>> {
  const listed = await database.listCollections({}, { nameOnly: false }).toArray();
  const own = listed.filter(({ name }) => !name.startsWith('system.'));
  if (own.some(({ name }) => name === unfinishedLoad))
    throw new Error(`A load into ${database.databaseName} was cut off. Load it again first.`);
  const collections: Record<string, DumpedCollection> = {};
  for (const { name, type = 'collection', options = {} } of own.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (type !== 'collection') throw new Error(`${database.databaseName}.${name} is a ${type}, which a dump cannot hold.`);
    const collection = database.collection(name);
    const digest = await writeLines(fileOf(folder, subgraph, name), readLines(collection));
    collections[name] = { ...digest, options, indexes: await readIndexes(collection) };
  }
  return collections;
}

async function writeLines(path: string, lines: AsyncIterable<string>): Promise<Digest> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await using file = await open(path, 'wx', 0o600);
  const pieces = inPieces(lines);
  for (;;) {
    const { done, value } = await pieces.next();
    if (!done) {
      await file.writeFile(value);
      continue;
    }
    await file.sync();
    return value;
  }
}
