/** The databases that a dump is made of, or is loaded into. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { databaseOf } from '#lib/db/address.ts';
import type { Env } from '#lib/config/config.ts';
import { startDevdb } from '../../devdb/index.ts';
import { subgraphNames } from '../launch/subgraph-names.ts';
import { keepPrivate } from '../launch/keep-private.ts';
import { readRun } from '../launch/run-file.ts';

/** Nothing expires while a dump is made or loaded. */
const neverMs = 2 ** 31 - 1;

export interface DumpStores extends AsyncDisposable {
  /** What they are, for people: an address without its password, or a folder. */
  title: string;
  databases: ReadonlyMap<string, mongoose.mongo.Db>;
}

export interface DumpStoresOptions {
  env: Env;
  /** The folder of `npm start`'s data. Its embedded database is meant where MONGODB_URI names none. */
  dataDir: string;
}

/** @throws Error when `npm start` runs on them, or they do not answer. */
export async function openDumpStores({ env, dataDir }: DumpStoresOptions): Promise<DumpStores> {
  await using opened = new AsyncDisposableStack();
  const given = env['MONGODB_URI'] ?? '';
  const run = readRun(dataDir);
  if (run && (given === '' || given === run.mongodb)) throw new Error(`Agora runs on it (${run.gateway}). Stop it first.`);
  const path = join(dataDir, 'devdb');
  let uri = given;
  if (given === '') {
    keepPrivate(dataDir);
    uri = opened.use(await startDevdb({ path, ttlSweepMs: neverMs })).uri;
  }
  const client = opened.use(
    new mongoose.mongo.MongoClient(uri, {
      appName: 'agora-dump',
      readPreference: 'primary',
      readConcern: { level: 'majority' },
      writeConcern: { w: 'majority', journal: true },
      serverSelectionTimeoutMS: 10_000,
    }),
  );
  await client.connect();
  const names = await subgraphNames();
  const owner = names.find((name) => client.db().databaseName.endsWith(`_${name}`));
  if (owner !== undefined) throw new Error(`MONGODB_URI names the database of ${owner} alone. A dump is of all: leave its name out.`);
  const databases = new Map(names.map((name) => [name, client.db(databaseOf(uri, name))]));
  const hosts = client.options.hosts.map(String).join(',');
  const stack = opened.move();
  return { title: given === '' ? path : hosts, databases, [Symbol.asyncDispose]: async () => await stack.disposeAsync() };
}

/** Whether there is an embedded database to dump. */
export function hasEmbeddedDatabase(dataDir: string): boolean {
  return existsSync(join(dataDir, 'devdb'));
}
