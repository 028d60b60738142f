/** Stores of a test's own: databases under a unique prefix, and a Redis that may be flushed or killed. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { developmentSecret, type Env } from '#lib/config/config.ts';
import { withDatabase } from '#lib/db/address.ts';
import { startRedis, type RedisServer } from './redis.ts';
import type { Breakable } from '../fakes/breakable.ts';
import { markOwnCommands } from '../record/observe.ts';
import { startMongodb, type TestMongodb } from './mongodb.ts';

export interface TestStores extends AsyncDisposable {
  redis: RedisServer;
  /** Null where it is not these stores' own. */
  mongodb: Breakable | null;
  /** The address of them all, as an operator gives it: a database's name follows from it and the service's. */
  uri: string;
  /** The settings of a service: its database, Redis, and a folder that all share. */
  env: (service: string) => Env;
}

export interface StoresOptions {
  /** Whether to start a MongoDB too, in place of the test run's. Proofs and benches always start one. */
  ownsMongodb?: boolean;
  /** A MongoDB of the test's own, without a database's name. */
  mongodbUri?: string;
}

/** Opens stores; disposing of them drops the databases. */
export async function startStores({
  ownsMongodb = process.env['VITEST'] === undefined,
  mongodbUri,
}: StoresOptions = {}): Promise<TestStores> {
  await using opened = new AsyncDisposableStack();
  markOwnCommands();
  if (process.env['VITEST'] === undefined) endAsOthersDo();
  const given = mongodbUri === undefined ? undefined : { uri: mongodbUri, server: null };
  const { uri: base, server: mongodb } = given ?? (ownsMongodb ? opened.use(await startMongodb()) : await sharedMongodb());
  const prefix = `test_${randomBytes(5).toString('hex')}`;
  const redis = opened.use(await startRedis());
  const dataDir = await mkdtemp(path.join(tmpdir(), 'agora-test-'));
  opened.defer(async () => await rm(dataDir, { recursive: true, force: true }));
  const used = new Set<string>();
  opened.defer(async () => {
    const connection = await mongoose.createConnection(base).asPromise();
    for (const database of used) await connection.useDb(database).dropDatabase();
    await connection.destroy();
  });
  const stores = opened.move();
  return {
    redis,
    mongodb,
    uri: withDatabase(base, prefix),
    env: (service) => {
      const database = `${prefix}_${service}`;
      used.add(database);
      return {
        NODE_ENV: 'test',
        LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
        MONGODB_URI: withDatabase(base, database),
        REDIS_URL: redis.url,
        AGORA_DATA_DIR: dataDir,
        AGORA_IDENTITY_SECRET: developmentSecret,
      };
    },
    [Symbol.asyncDispose]: async () => await stores.disposeAsync(),
  };
}

/** An interrupted proof exits normally, so that the processes it started end with it. */
function endAsOthersDo(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(1));
  }
}

/** The test run's one MongoDB. */
async function sharedMongodb(): Promise<Pick<TestMongodb, 'uri' | 'server'>> {
  const { inject } = await import('vitest');
  return { uri: inject('mongodbUri'), server: null };
}
