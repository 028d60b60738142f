/** What can be said of sharding without a cluster: each collection has its key, the guide names it, and the script sets it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { openLeases } from '#lib/db/lease.ts';
import { openMigrations } from '#lib/db/preparation/migrations.ts';
import { claimDatabase } from '#lib/db/preparation/owner.ts';
import { openEventLog } from '#lib/events/log.ts';
import { checkpointModels } from '#lib/events/reader.ts';
import { jobRecords } from '#lib/jobs/records.ts';
import { type KeyEntry, shardKeyTable } from '#test/harness/record/shard-keys.ts';
import { media } from '../../subgraphs/media/index.ts';
import { news } from '../../subgraphs/news/index.ts';
import { notifications } from '../../subgraphs/notifications/index.ts';
import { posts } from '../../subgraphs/posts/index.ts';
import { rooms } from '../../subgraphs/rooms/index.ts';
import { search } from '../../subgraphs/search/index.ts';
import { users } from '../../subgraphs/users/index.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** The collections of a connection's models, without those that it had before. */
function collectionsOf(connection: mongoose.Connection): string[] {
  return Object.values(connection.models)
    .map(({ collection }) => collection.collectionName)
    .sort();
}

test('each collection has its shard key, or says why it has none', async () => {
  for (const { name, models } of [users, posts, media, search, notifications, news, rooms]) {
    const connection = mongoose.createConnection();
    models?.(connection);
    expect(Object.keys(shardKeyTable[name] ?? {}).sort(), name).toEqual(collectionsOf(connection));
  }
  const connection = mongoose.createConnection();
  openEventLog(connection);
  checkpointModels(connection);
  jobRecords(connection);
  const leases = openLeases({ connection, holder: 'test', clock: () => new Date(), log: console as never });
  await leases[Symbol.asyncDispose]();
  connection.set('bufferCommands', false);
  openMigrations(connection, [], () => new Date());
  await claimDatabase(connection, 'test').catch(() => undefined);
  expect(Object.keys(shardKeyTable['*'] ?? {}).sort()).toEqual(collectionsOf(connection));
});

test('the guide has the same keys', () => {
  const named = (key: KeyEntry['key']): string =>
    key === null
      ? 'one shard'
      : Object.entries(key)
          .map(([field, kind]) => `\`${field}\`${kind === 'hashed' ? ' hashed' : ''}`)
          .join(', ');
  const rows = Object.entries(shardKeyTable).flatMap(([subgraph, collections]) =>
    Object.entries(collections).map(
      ([name, { key, why }]) => `| ${subgraph === '*' ? 'each' : subgraph} | \`${name}\` | ${named(key)} | ${why} |`,
    ),
  );
  const guide = read('docs/operations/sharding.md').split('\n');
  expect(guide.filter((line) => /^\| (each|users|posts|media|search|notifications|news|rooms) \|/.test(line))).toEqual(rows);
});

test('the script shards every collection that has a key, in every database', () => {
  const sharded: string[] = [];
  const indexed: string[] = [];
  const cluster = {
    getSiblingDB: (database: string) => ({
      getCollection: (name: string) => ({ createIndex: (key: object) => indexed.push(`${database}.${name} ${JSON.stringify(key)}`) }),
    }),
    adminCommand: (command: { shardCollection: string; key: object }) => {
      sharded.push(`${command.shardCollection} ${JSON.stringify(command.key)}`);
    },
  };
  runInNewContext(read('deploy/mongodb/shard.js'), {
    connect: () => cluster,
    print: () => undefined,
    require: createRequire(import.meta.url),
    process: { env: { MONGODB_URI: 'mongodb://mongos' } },
    __dirname: fileURLToPath(new URL('deploy/mongodb/', root)),
  });
  const expected = ['users', 'posts', 'media', 'search', 'notifications', 'news', 'rooms'].flatMap((subgraph) =>
    Object.entries({ ...shardKeyTable['*'], ...shardKeyTable[subgraph] }).flatMap(([name, { key }]) =>
      key === null ? [] : [`agora_${subgraph}.${name} ${JSON.stringify(key)}`],
    ),
  );
  expect(sharded).toEqual(expected);
  expect(indexed).toEqual(expected);
});

const composeSchema = z.object({
  services: z.record(z.string(), z.object({ environment: z.record(z.string(), z.string()).default({}) })),
});

test('every service that has a database finds it through the router of the trial cluster', () => {
  const compose = composeSchema.parse(parse(read('docker-compose.yml'), { merge: true, maxAliasCount: 1_000 })).services;
  const sharded = composeSchema.parse(parse(read('deploy/mongodb/sharded.yml'), { merge: true, maxAliasCount: 1_000 })).services;
  const databaseOf = (uri: string | undefined): string | undefined => /\/(agora_\w+)/.exec(uri ?? '')?.[1];
  for (const [name, { environment }] of Object.entries(compose).filter(([, service]) => service.environment['MONGODB_URI'])) {
    const uri = sharded[name]?.environment['MONGODB_URI'];
    expect(databaseOf(uri), name).toBe(databaseOf(environment['MONGODB_URI']));
    expect(uri, name).not.toContain('replicaSet');
  }
});
