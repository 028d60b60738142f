import { createReadStream } from 'node:fs';
import type mongoose from 'mongoose';
import { unfinishedLoad } from '#lib/db/preparation/unfinished-load.ts';
import { type Digest, digest, fromLine, inPieces, readLines } from './documents.ts';
import { buildIndexes } from './indexes.ts';
import { collectionsOf, type DumpedCollection, fileOf, type Manifest, readManifest } from './manifest.ts';
import type { DumpStores } from './stores.ts';

const chunkBytes = 1_000_000;

export interface LoadOptions {
  stores: DumpStores;
  folder: string;
  say: (line: string) => void;
}

/**
 * Loads a dump into databases that hold nothing, or what a load before has left there when it was cut off.
 *
 * Until all is loaded and verified, each database has a mark with which no service starts on it.
 *
 * @throws Error when the dump is damaged, a database holds data, or a collection then differs from the dump.
 */
export async function load({ stores, folder, say }: LoadOptions): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const collections = collectionsOf(manifest);
  for (const { subgraph, name, dumped } of collections)
    refuseDifference(fileOf(folder, subgraph, name), dumped, await digest(linesOf(fileOf(folder, subgraph, name))));

  const targets = new Map(Object.keys(manifest.subgraphs).map((subgraph) => [subgraph, databaseFor(stores, subgraph)]));
  for (const database of stores.databases.values()) await refuseData(database);
  for (const database of targets.values()) await makeReady(database);

  for (const { subgraph, name, dumped } of collections) {
    const collection = await collectionFor(databaseFor(stores, subgraph), name, dumped.options);
    await insertAll(collection, linesOf(fileOf(folder, subgraph, name)));
    refuseDifference(collection.namespace, dumped, await digest(readLines(collection)));
    say(`${subgraph}.${name}: ${dumped.documents} documents`);
  }
  // Last: a unique index is built faster than kept, and one that expires documents would do so before they are verified.
  for (const { subgraph, name, dumped } of collections) await buildIndexes(databaseFor(stores, subgraph), name, dumped.indexes);
  for (const [subgraph, database] of targets) await refuseStrangers(database, manifest.subgraphs[subgraph] ?? {});
  for (const database of targets.values()) await database.collection(unfinishedLoad).drop();
  return manifest;
}

function databaseFor({ databases }: DumpStores, subgraph: string): mongoose.mongo.Db {
  const database = databases.get(subgraph);
  if (!database) throw new Error(`The dump holds data of ${subgraph}, a subgraph that is not here.`);
  return database;
}

async function namesIn(database: mongoose.mongo.Db): Promise<string[]> {
  const listed = await database.listCollections({}, { nameOnly: true }).toArray();
  return listed.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
}

/** Empty collections are fine: whoever shards a database makes them beforehand. */
async function refuseData(database: mongoose.mongo.Db): Promise<void> {
  const names = await namesIn(database);
  if (names.includes(unfinishedLoad)) return;
  for (const name of names)
    if (await database.collection(name).findOne({}, { projection: { _id: 1 } }))
      throw new Error(`${database.databaseName} holds data (${name}). A dump is loaded into databases that hold none.`);
}

/** Marks a database, and removes what a load before has left. */
async function makeReady(database: mongoose.mongo.Db): Promise<void> {
  await database.collection<{ _id: string }>(unfinishedLoad).updateOne({ _id: 'load' }, { $set: {} }, { upsert: true });
  for (const name of (await namesIn(database)).filter((each) => each !== unfinishedLoad)) {
    const collection = database.collection(name);
    for (const index of await collection.indexes())
      if (index.expireAfterSeconds !== undefined) await collection.dropIndex(index.name ?? '');
    await collection.deleteMany({});
  }
}

async function collectionFor(database: mongoose.mongo.Db, name: string, options: object): Promise<mongoose.mongo.Collection> {
  if (!(await namesIn(database)).includes(name)) await database.createCollection(name, options);
  return database.collection(name);
}

/** The lines of a file. `node:readline` would also end them at U+2028, which texts may hold. */
async function* linesOf(path: string): AsyncGenerator<string, void, void> {
  const open: string[] = [];
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: chunkBytes }) as AsyncIterable<string>) {
    const [end = '', ...further] = chunk.split('\n');
    open.push(end);
    if (further.length === 0) continue;
    yield open.splice(0).join('');
    open.push(further.pop() ?? '');
    yield* further;
  }
  const rest = open.join('');
  if (rest !== '') yield rest;
}

async function insertAll(collection: mongoose.mongo.Collection, lines: AsyncIterable<string>): Promise<void> {
  for await (const piece of inPieces(lines))
    await collection.insertMany(piece.trimEnd().split('\n').map(fromLine), { ordered: false, forceServerObjectId: true });
}

function refuseDifference(what: string, expected: DumpedCollection, found: Digest): void {
  if (found.sha256 === expected.sha256 && found.documents === expected.documents) return;
  throw new Error(`${what} is not what the dump says: ${found.documents} documents of ${expected.documents}, or others.`);
}

async function refuseStrangers(database: mongoose.mongo.Db, dumped: Record<string, DumpedCollection>): Promise<void> {
  for (const name of await namesIn(database))
    if (name !== unfinishedLoad && !dumped[name] && (await database.collection(name).findOne({}, { projection: { _id: 1 } })))
      throw new Error(`${name} came into ${database.databaseName} while the dump was loaded. Stop all services, and load again.`);
}
