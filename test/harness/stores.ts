/** Stores of a test's own: databases under a name that nobody else has, and a Redis that may be flushed or killed. */
import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { inject } from 'vitest';
import { developmentSecret, type Env } from '#lib/config/config.ts';
import { startRedis, type RedisServer } from '../../tools/redis.ts';

export interface TestStores extends AsyncDisposable {
  redis: RedisServer;
  /** The settings of a service: its database and Redis. */
  env: (service: string) => Env;
}

/** Opens stores; disposing of them drops the databases. */
export async function startStores(): Promise<TestStores> {
  const base = inject('mongodbUri');
  const prefix = `test_${randomBytes(5).toString('hex')}`;
  const redis = await startRedis({});
  const used = new Set<string>();
  return {
    redis,
    env: (service) => {
      const database = `${prefix}_${service}`;
      used.add(database);
      const uri = new URL(base);
      uri.pathname = `/${database}`;
      return {
        NODE_ENV: 'test',
        LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
        MONGODB_URI: uri.href,
        REDIS_URL: redis.url,
        AGORA_IDENTITY_SECRET: developmentSecret,
      };
    },
    [Symbol.asyncDispose]: async () => {
      const connection = await mongoose.createConnection(base).asPromise();
      for (const database of used) await connection.useDb(database).dropDatabase();
      await connection.close();
      await redis.close();
    },
  };
}
