/** Opens what a subgraph stands on and makes its `Deps`; also for tools that call its rules without serving anything. */
import { randomBytes } from 'node:crypto';
import { Redis, type RedisOptions } from 'ioredis';
import mongoose, { type Connection } from 'mongoose';
import { eventCatalogue, type Publisher } from '#schema/events/index.ts';
import { type Env, readConfig } from '../config/config.ts';
import { connectDatabase } from '../db/connect.ts';
import { createId, type Random } from '../db/ids.ts';
import { openMigrations } from '../db/preparation/migrations.ts';
import { prepareDatabase, type PrepareOptions } from '../db/preparation/prepare.ts';
import { transaction } from '../db/transaction.ts';
import { createEmit } from '../events/emit.ts';
import { type EventLog, openEventLog } from '../events/log.ts';
import { checkpointModels } from '../events/reader.ts';
import { wakeChannel } from '../events/relay/relay.ts';
import { createAsk } from '../graphql/ask.ts';
import { createCursors } from '../graphql/cursors.ts';
import { placeJobsOfBefore } from '../jobs/place-jobs.ts';
import { type JobQueues, openQueues } from '../jobs/queues.ts';
import { createLogger } from '../observe/log.ts';
import type { BaseConfig, Subgraph } from './define-subgraph.ts';
import type { Deps } from '../core/deps.ts';

export interface CreateDepsOptions {
  env: Env;
  /** The present; the system's clock by default. */
  clock?: () => Date;
  /** Random bytes; the system's by default. */
  random?: Random;
  /** False: the database is left as it is, for who migrates it. */
  isPrepared?: boolean;
}

/** A subgraph's stores with what its rules are given. */
export interface OpenedDeps<SubgraphDeps> extends AsyncDisposable {
  deps: SubgraphDeps;
  config: BaseConfig;
  queues: JobQueues;
  /** Null in a subgraph that publishes nothing. */
  eventLog: EventLog | null;
  /** False in a subgraph that stores nothing; its connections are never opened then. */
  hasStores: boolean;
  preparation: PrepareOptions;
}

/** Commands answer or fail soon, so that work that does not need Redis goes on without it. */
const redisOptions: RedisOptions = {
  maxRetriesPerRequest: 1,
  commandTimeout: 2_000,
  connectTimeout: 2_000,
  retryStrategy: (times) => Math.min(times * 100, 1_000),
};

/** A further connection, for commands that block or must wait until Redis is back. */
export function blockingRedis(redis: Redis): Redis {
  const connection = redis.duplicate({ ...redisOptions, maxRetriesPerRequest: null } satisfies RedisOptions);
  delete connection.options.commandTimeout;
  connection.on('error', () => undefined);
  return connection;
}

/** Whether a subgraph publishes events, by the catalogue of events. Such a subgraph has a log. */
export function isPublisher(name: string): name is Publisher {
  return Object.hasOwn(eventCatalogue, name);
}

/**
 * Opens a subgraph's stores.
 *
 * @throws ConfigError when settings are at fault; the driver's error when the database does not answer within 10 s.
 */
export async function createDeps<SubgraphDeps>(
  definition: Subgraph<SubgraphDeps>,
  options: CreateDepsOptions,
): Promise<OpenedDeps<SubgraphDeps>> {
  const { env, clock = () => new Date(), random = randomBytes, isPrepared = true } = options;
  const { name, jobs } = definition;
  const hasStores = definition.models !== null;
  const config = readConfig(definition.configShape, env) as BaseConfig;
  const log = createLogger(name, config.LOG_LEVEL);
  const connection: Connection = hasStores ? await connectDatabase(config.MONGODB_URI, name) : mongoose.createConnection();
  const redis = new Redis(config.REDIS_URL, { ...redisOptions, lazyConnect: !hasStores });
  redis.on('error', (error) => log.debug({ err: error }, 'redis not reachable'));

  const parts = definition.parts?.({ config: config as never, log, clock, random });
  const newId: Deps['newId'] = (prefix, ownerId) => createId(prefix, clock(), random, ownerId);
  const queues = openQueues({ subgraph: name, jobs, connection, redis, clock, log });
  const eventLog = hasStores && isPublisher(name) ? openEventLog(connection) : null;
  const wake = (): void => void redis.publish(wakeChannel(name), '').catch(() => undefined);
  const cannotEmit: Deps['emit'] = () => Promise.reject(new Error(`${name} publishes nothing.`));
  const base: Deps = {
    config,
    connection,
    parts,
    models: definition.models?.(connection),
    redis,
    log,
    clock,
    random,
    newId,
    cursors: createCursors(config.AGORA_IDENTITY_SECRET, name),
    transaction: (work) => transaction(connection, work),
    emit: eventLog && isPublisher(name) ? createEmit({ publisher: name, connection, log: eventLog, clock, newId, wake }) : cannotEmit,
    enqueue: queues.enqueue,
    enqueueAll: queues.enqueueAll,
    ask: createAsk({ service: name, secret: config.AGORA_IDENTITY_SECRET, subgraphs: config.AGORA_SUBGRAPHS, clock, random }),
  };
  const migrations = openMigrations(connection, [placeJobsOfBefore(connection), ...definition.migrations(base as SubgraphDeps)], clock);
  const preparation = { connection, subgraph: name, migrations, isProduction: config.NODE_ENV === 'production' };
  if (hasStores) {
    checkpointModels(connection);
    if (isPrepared) await prepareDatabase(preparation);
  }
  return {
    deps: base as SubgraphDeps,
    config,
    queues,
    eventLog,
    hasStores,
    preparation,
    [Symbol.asyncDispose]: async () => {
      await queues[Symbol.asyncDispose]();
      await parts?.[Symbol.asyncDispose]();
      redis.disconnect();
      await connection.destroy();
    },
  };
}
