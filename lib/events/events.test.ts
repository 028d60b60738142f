/** Events from a publisher's transactions to their effects in another subgraph: each once and in order, while processes die and restart. */
import { Schema, type Model } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStores, type TestStores } from '#test/harness/stores/stores.ts';
import { shardOf } from '../db/ids.ts';
import { modelOf } from '../db/models.ts';
import { createDeps, type OpenedDeps } from '../service/create-deps.ts';
import { defineSubgraph, type Subgraph } from '../service/define-subgraph.ts';
import type { Deps } from '../core/deps.ts';
import { startBackground } from '../service/start-background.ts';
import { startSubgraph } from '../service/start-subgraph.ts';
import { checkpointModels } from './reader.ts';
import { type Envelope, openEventLog } from './log.ts';
import { lastInStream, lastOfStream, streamKey } from './relay/relay.ts';
import { createTail } from './tail.ts';

interface Counter {
  _id: string;
  revision: number;
}
interface Applied {
  _id: string;
  seq: number;
  subject: string;
  revision: number;
}

const counterSchema = new Schema<Counter>({ _id: String, revision: Number }, { collection: 'counters', versionKey: false });
const appliedSchema = new Schema<Applied>(
  { _id: String, seq: Number, subject: String, revision: Number },
  { collection: 'applied', versionKey: false },
);

const schema = new URL('../../test/harness/empty.graphql', import.meta.url);
const config = {};
const context = (): object => ({});

const publisher = defineSubgraph({
  name: 'users',
  schema,
  resolvers: {},
  config,
  context,
  models: (connection) => ({ counters: modelOf(connection, 'Counter', counterSchema) }),
});
const reactor = defineSubgraph({
  name: 'posts',
  schema,
  resolvers: {},
  config,
  context,
  models: (connection) => ({ applied: modelOf(connection, 'Applied', appliedSchema) }),
  reactions: {
    users: {
      'user.deleted.v1': async ({ models }, _payload, { id, seq, subject, revision }) => {
        await models.applied.insertMany([{ _id: id, seq, subject, revision }]);
      },
    },
  },
});

let stores: TestStores;
let publishing: OpenedDeps<Deps<{ counters: Model<Counter> }>>;
const stack = new AsyncDisposableStack();
let usersUrl = '';

beforeAll(async () => {
  stores = stack.use(await startStores());
  const server = await startSubgraph(publisher, { env: { ...stores.env('users'), AGORA_ROLE: 'api' } });
  stack.defer(server.close);
  usersUrl = server.url;
  publishing = stack.use(await createDeps(publisher as Subgraph<Deps<{ counters: Model<Counter> }>>, { env: stores.env('users') }));
});
afterAll(async () => await stack.disposeAsync());

async function write(subject: string): Promise<void> {
  const { deps } = publishing;
  await deps.transaction(async () => {
    const counter = await deps.models.counters
      .findOneAndUpdate({ _id: subject }, { $inc: { revision: 1 } }, { upsert: true, returnDocument: 'after' })
      .lean();
    await deps.emit({ type: 'user.deleted.v1', subject, revision: counter.revision, payload: { userId: subject } });
  });
}

async function startWorker(definition: typeof publisher | typeof reactor): Promise<AsyncDisposable> {
  const worker = new AsyncDisposableStack();
  const env = { ...stores.env(definition.name), AGORA_SUBGRAPHS: `users=${usersUrl}` };
  const opened = worker.use(await createDeps(definition as Subgraph, { env }));
  worker.use(startBackground(definition as Subgraph, opened));
  return worker;
}

function envelopeOf(seq: number): Envelope {
  const at = { id: `evt_${seq}`, seq, occurredAt: new Date(0).toISOString(), subject: 'x', revision: seq };
  return { ...at, type: 'user.deleted', version: 1, topics: [], traceparent: null, payload: {} };
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  await expect.poll(isTrue, { timeout: 20_000, interval: 20 }).toBe(true);
}

test('an event outside of a transaction is refused', async () => {
  const event = { type: 'user.deleted.v1', subject: 'x', revision: 1, payload: { userId: 'x' } } as const;
  await expect(publishing.deps.emit(event)).rejects.toThrow('surrounding transaction');
});

test('a rolled-back transaction emits nothing', async () => {
  const { deps } = publishing;
  const failing = deps.transaction(async () => {
    await deps.emit({ type: 'user.deleted.v1', subject: 'rolled-back', revision: 1, payload: { userId: 'x' } });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await openEventLog(deps.connection).pending.countDocuments({ subject: 'rolled-back' })).toBe(0);
});

test('every event has its effect once and in order, while workers restart and Redis is flushed', async () => {
  const log = openEventLog(publishing.deps.connection);
  const reading = stack.use(await createDeps(reactor, { env: stores.env('posts') }));
  const { applied } = reading.deps.models;
  const first = [await startWorker(publisher), await startWorker(reactor)];
  const second = [await startWorker(publisher), await startWorker(reactor)];
  stack.defer(async () => await Promise.all(second.map(async (worker) => await worker[Symbol.asyncDispose]())).then(() => undefined));

  const writes = 120;
  const written: Promise<void>[] = [];
  for (let i = 0; i < writes; i++) {
    written.push(write(`subject-${i % 7}`));
    if (i === 40) {
      await Promise.all(written);
      await until(async () => (await applied.countDocuments()) > 0);
      await publishing.deps.redis.flushall();
    }
    if (i === 80) await Promise.all(first.map(async (worker) => await worker[Symbol.asyncDispose]()));
  }
  await Promise.all(written);
  await until(async () => (await applied.countDocuments()) === writes);

  expect((await log.head()).seq).toBe(writes);
  const envelopes = await log.read(0, writes + 1);
  expect(envelopes.map(({ seq }) => seq)).toEqual(Array.from({ length: writes }, (_, index) => index + 1));
  for (const subject of new Set(envelopes.map((envelope) => envelope.subject))) {
    const revisions = envelopes.filter((envelope) => envelope.subject === subject).map(({ revision }) => revision);
    expect(revisions).toEqual(revisions.map((_, index) => index + 1));
  }
  const effects = await applied.find().sort({ seq: 1 }).lean();
  expect(effects.map(({ _id }) => _id)).toEqual(envelopes.map(({ id }) => id));
});

test('an event of an unknown kind is parked, and later events go on', async () => {
  const { deps } = publishing;
  const log = openEventLog(deps.connection);
  const reading = stack.use(await createDeps(reactor, { env: stores.env('posts') }));
  const { parked } = checkpointModels(reading.deps.connection);
  const before = await reading.deps.models.applied.countDocuments();
  await log.pending.insertMany([
    {
      _id: 'evt_unknown',
      shard: shardOf('evt_unknown'),
      type: 'user.ascended',
      version: 3,
      occurredAt: new Date(),
      subject: 'x',
      revision: 1,
      topics: [],
      traceparent: null,
      payload: { a: 1 },
    },
  ]);
  await write('subject-0');
  await until(async () => (await reading.deps.models.applied.countDocuments()) === before + 1);
  await until(async () => (await parked.countDocuments()) === 1);
  expect(await parked.findOne().lean()).toMatchObject({
    _id: 'evt_unknown',
    publisher: 'users',
    envelope: { type: 'user.ascended', version: 3, payload: { a: 1 } },
  });
});

test('the relay restores the part of the stream that Redis lost, without new events', async () => {
  const { redis, connection } = publishing.deps;
  await write('subject-0');
  const log = openEventLog(connection);
  await until(async () => !(await log.pending.exists({})));
  const { seq } = await log.head();
  await until(async () => (await lastInStream(redis, 'users')) === seq);
  await redis.flushall();
  await expect.poll(async () => await lastInStream(redis, 'users'), { timeout: 20_000 }).toBe(seq);
});

test('a reader asks the log where the stream does not end at its place, and at intervals where it does', async () => {
  const { deps } = publishing;
  const { signal } = new AbortController();
  // No relay runs, so that the stream stays as the test leaves it.
  const follow = async (
    stream: number[],
    log: number[],
  ): Promise<{ next: (afterSeq: number) => Promise<number[]>; asked: () => number }> => {
    const publisher = `nobody-${stream.join('-')}-${log.join('-')}`;
    for (const seq of stream) await deps.redis.xadd(streamKey(publisher), `${seq}-0`, 'event', JSON.stringify(envelopeOf(seq)));
    let asked = 0;
    const readLog = async (afterSeq: number): Promise<Envelope[]> => {
      asked += 1;
      return log.filter((seq) => seq > afterSeq).map(envelopeOf);
    };
    const redis = deps.redis.duplicate();
    stack.defer(() => redis.disconnect());
    const tail = createTail({ publisher, redis, readLog, logger: deps.log });
    return { next: async (afterSeq) => (await tail.next(afterSeq, 10, signal)).map(({ seq }) => seq), asked: () => asked };
  };
  const upToDate = await follow([1, 2, 3], [1, 2, 3, 4]);
  const unpublished = await follow([], []);
  const flushed = await follow([], [1, 2, 3, 4]);
  const behind = await follow([1, 2, 3], [1, 2, 3, 4, 5]);
  const trimmed = await follow([3, 4], [1, 2, 3, 4]);

  expect(await trimmed.next(1)).toEqual([2, 3, 4]);
  expect(await Promise.all([upToDate.next(3), unpublished.next(0), flushed.next(3), behind.next(4)])).toEqual([[], [], [4], [5]]);
  expect([upToDate, unpublished, flushed, behind].map(({ asked }) => asked())).toEqual([1, 0, 1, 2]);
  await until(async () => (await upToDate.next(3)).length > 0);
  expect(upToDate.asked()).toBe(2);
}, 40_000);

test.concurrent.each([
  ['goes on beyond the log', ['a1', 'a2', 'a3', 'b4', 'b5'], ['a1', 'a2', 'a3'], 'a4'],
  ['ends before the log does', ['b1', 'b2'], ['a1', 'a2', 'a3'], 'a4'],
  ['ends where the log does', ['b1', 'b2', 'b3'], ['a1', 'a2', 'a3'], 'a4'],
  ['has more than an empty log', ['b1'], [], 'a1'],
])('a stream of another history that %s is not read, and one of its own is again', async (_, stream, logged, next) => {
  const { deps } = publishing;
  const { signal } = new AbortController();
  const publisher = `other-${[...stream, ...logged].join('-')}`;
  const named = (id: string): Envelope => ({ ...envelopeOf(Number(id.slice(1))), id });
  const add = async (id: string): Promise<unknown> =>
    await deps.redis.xadd(streamKey(publisher), `${named(id).seq}-0`, 'event', JSON.stringify(named(id)));
  for (const id of stream) await add(id);
  const log = logged.map(named);
  let asked = 0;
  const readLog = async (afterSeq: number): Promise<Envelope[]> => {
    asked += 1;
    return log.filter(({ seq }) => seq > afterSeq);
  };
  const redis = deps.redis.duplicate();
  stack.defer(() => redis.disconnect());
  const tail = createTail({ publisher, redis, readLog, logger: deps.log });
  const read = async (afterSeq: number): Promise<string[]> => (await tail.next(afterSeq, 10, signal)).map(({ id }) => id);
  expect(await read(0)).toEqual(logged);
  expect(await read(logged.length)).toEqual([]);
  log.push(named(next));
  expect(await read(logged.length)).toEqual([next]);
  await deps.redis.del(streamKey(publisher));
  await add(next);
  expect(await read(logged.length)).toEqual([next]);
  asked = 0;
  expect(await read(logged.length)).toEqual([next]);
  expect(asked).toBe(0);
});

test('a relay that begins replaces a stream of another history, wherever that ends', async () => {
  await using own = await startStores();
  const env = { ...own.env('users'), AGORA_SUBGRAPHS: '' };
  await using opened = await createDeps(publisher as Subgraph, { env });
  const { redis, connection } = opened.deps;
  const log = openEventLog(connection);
  const logged = [1, 2, 3].map((seq) => ({ ...envelopeOf(seq), occurredAt: new Date() }));
  await log.events.insertMany(logged.map(({ id, ...event }) => ({ _id: id, ...event })));
  await log.heads.insertMany([{ _id: 'head', seq: 3, fence: 0, epoch: 'one' }]);
  for (const last of [5, 3, 2]) {
    await redis.del(streamKey('users'));
    for (const seq of [last - 1, last])
      await redis.xadd(streamKey('users'), `${seq}-0`, 'event', JSON.stringify({ ...envelopeOf(seq), id: `foreign_${seq}` }));
    await using _ = startBackground(publisher as Subgraph, opened);
    await until(async () => !String(await redis.xrange(streamKey('users'), '-', '+')).includes('foreign_'));
    await until(async () => (await lastOfStream(redis, 'users'))?.id === 'evt_3');
    expect(await redis.xlen(streamKey('users'))).toBe(3);
  }
});

test('a reader behind the beginning of the log stops rather than skip events', async () => {
  const { deps } = publishing;
  const log = openEventLog(deps.connection);
  await write('subject-0');
  await until(async () => !(await log.pending.exists({})));
  await deps.redis.del(streamKey('users'));
  await log.events.deleteMany({ seq: { $lte: 5 } });
  const tail = createTail({ publisher: 'users', redis: deps.redis, readLog: log.read, logger: deps.log });
  await expect(tail.next(2, 10, new AbortController().signal)).rejects.toThrow('The log of users begins at 6');
  expect((await tail.next(5, 2, new AbortController().signal)).map(({ seq }) => seq)).toEqual([6, 7]);
});
