/** Jobs from their transaction to their effects: each takes effect once, fails with a reason, and survives a flushed Redis. */
import { type Job, Worker } from 'bullmq';
import { mongo, Schema, type Model } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startStores, type TestStores } from '#test/harness/stores/stores.ts';
import { AppError } from '../core/errors.ts';
import { shardOf } from '../db/ids.ts';
import { modelOf } from '../db/models.ts';
import { createDeps, type OpenedDeps } from '../service/create-deps.ts';
import { defineSubgraph, type Subgraph } from '../service/define-subgraph.ts';
import type { Deps } from '../core/deps.ts';
import { startBackground } from '../service/start-background.ts';
import { defineJob } from './define.ts';
import { queuePrefix } from './queues.ts';
import { placeJobsOfBefore } from './place-jobs.ts';
import { byJobId, jobRecords } from './records.ts';

interface Effect {
  _id: string;
  times: number;
}
type JobsDeps = Deps<{ effects: Model<Effect> }>;

const effectSchema = new Schema<Effect>({ _id: String, times: Number }, { collection: 'effects', versionKey: false });
const input = z.object({ key: z.string() });

const countOnce = defineJob({
  name: 'letters.count-once',
  input,
  run: async ({ models }: JobsDeps, { key }, job) => {
    await job.complete(async () => void (await models.effects.updateOne({ _id: key }, { $inc: { times: 1 } }, { upsert: true })));
  },
});
const failTwice = defineJob({
  name: 'letters.fail-twice',
  input,
  backoffMs: 10,
  run: async ({ models }: JobsDeps, { key }) => {
    const effect = await models.effects
      .findOneAndUpdate({ _id: key }, { $inc: { times: 1 } }, { upsert: true, returnDocument: 'after' })
      .lean();
    if (effect.times < 3) throw new Error('not yet');
  },
});
const failAlways = defineJob({
  name: 'letters.fail-always',
  input,
  attempts: 3,
  backoffMs: 10,
  run: async () => {
    throw new Error('poisoned');
  },
});

/** More tries do not reach what the job needs than it has. */
let unreached = 3;
const reachLate = defineJob({
  name: 'letters.reach-late',
  input,
  attempts: 2,
  backoffMs: 10,
  run: async () => {
    unreached -= 1;
    if (unreached === 2) throw new mongo.MongoNetworkError('connection closed');
    if (unreached >= 0) throw new AppError('SUBGRAPH_UNAVAILABLE', 'away');
  },
});

const countInTurn = defineJob({
  name: 'letters.count-in-turn',
  input,
  concurrency: 1,
  run: async ({ models }: JobsDeps, { key }, job) => {
    await job.complete(async () => {
      const ran = await models.effects.countDocuments({ _id: /^turn/ });
      await models.effects.insertMany([{ _id: key, times: ran }]);
    });
  },
});

const letters = defineSubgraph({
  name: 'letters',
  schema: new URL('../../test/harness/empty.graphql', import.meta.url),
  resolvers: {},
  config: {},
  context: () => ({}),
  models: (connection) => ({ effects: modelOf(connection, 'Effect', effectSchema) }),
  jobs: [countOnce, failTwice, failAlways, reachLate, countInTurn],
}) as unknown as Subgraph<JobsDeps>;

let stores: TestStores;
let opened: OpenedDeps<JobsDeps>;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  stores = stack.use(await startStores());
  opened = stack.use(await createDeps(letters, { env: stores.env('letters') }));
});
afterAll(async () => await stack.disposeAsync());

async function startWorker(): Promise<AsyncDisposable> {
  const worker = new AsyncDisposableStack();
  const own = worker.use(await createDeps(letters as unknown as Subgraph, { env: stores.env('letters') }));
  worker.use(startBackground(letters as unknown as Subgraph, own));
  return worker;
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  await expect.poll(isTrue, { timeout: 20_000, interval: 20 }).toBe(true);
}

test('a job takes effect once, however often it is enqueued, also after Redis was flushed', async () => {
  const { deps } = opened;
  const count = 60;
  // No worker runs yet: all of these wait in Redis, which then loses them.
  for (let i = 0; i < count; i++) {
    for (let again = 0; again < 2; again++) {
      await deps.transaction(async () => await deps.enqueue(countOnce, { key: `once-${i}` }, { id: `count-once/${i}` }));
    }
  }
  await deps.redis.flushall();
  const workers = [await startWorker(), await startWorker()];
  await until(async () => (await deps.models.effects.countDocuments({ _id: /^once-/ })) >= count / 2);
  await workers[0]?.[Symbol.asyncDispose]();
  await until(async () => (await jobRecords(deps.connection).countDocuments({ name: countOnce.name, state: 'done' })) === count);
  await workers[1]?.[Symbol.asyncDispose]();
  const effects = await deps.models.effects.find({ _id: /^once-/ }).lean();
  expect(effects).toHaveLength(count);
  expect(effects.filter(({ times }) => times !== 1)).toEqual([]);
});

test('another worker runs a job whose worker has died', async () => {
  const { deps } = opened;
  const redis = deps.redis.duplicate({ maxRetriesPerRequest: null });
  // Takes a job as a worker does, and never finishes it.
  const dying = new Worker(countOnce.name, null, { connection: redis, prefix: queuePrefix, lockDuration: 500 });
  await deps.transaction(async () => await deps.enqueue(countOnce, { key: 'orphan' }, { id: 'count-once/orphan' }));
  let taken: Job | undefined;
  await until(async () => (taken ??= await dying.getNextJob('dying', { block: false })) !== undefined);
  await dying.close(true);
  redis.disconnect();
  await using _worker = await startWorker();
  await until(async () => (await jobRecords(deps.connection).findById('count-once/orphan').lean())?.state === 'done');
  expect(await deps.models.effects.findById('orphan').lean()).toMatchObject({ times: 1 });
});

test('a failing job is tried again; after its last try it has failed with its reason; other jobs go on meanwhile', async () => {
  const { deps } = opened;
  await using _worker = await startWorker();
  await deps.transaction(async () => {
    await deps.enqueue(failAlways, { key: 'poison' }, { id: 'fail-always/1' });
    await deps.enqueue(failTwice, { key: 'stubborn' }, { id: 'fail-twice/1' });
    await deps.enqueue(countOnce, { key: 'other' }, { id: 'count-once/other' });
  });
  const records = jobRecords(deps.connection);
  const states = async (): Promise<(string | undefined)[]> =>
    await Promise.all(['fail-always/1', 'fail-twice/1', 'count-once/other'].map(async (id) => (await records.findById(id).lean())?.state));
  await until(async () => (await states()).join() === 'failed,done,done');
  expect(await records.findById('fail-always/1').lean()).toMatchObject({ reason: 'Error: poisoned' });
  expect(await deps.models.effects.findById('stubborn').lean()).toMatchObject({ times: 3 });
});

test('a database or subgraph that is away costs a job no try', async () => {
  const { deps } = opened;
  await using _worker = await startWorker();
  await deps.transaction(async () => await deps.enqueue(reachLate, { key: 'late' }, { id: 'reach-late/1' }));
  const stateOf = async (): Promise<string | undefined> => (await jobRecords(deps.connection).findById('reach-late/1').lean())?.state;
  await until(async () => (await stateOf()) !== 'pending');
  expect({ state: await stateOf(), unreached }).toEqual({ state: 'done', unreached: -1 });
});

test('the jobs of an account that has many do not hold up those of another', async () => {
  const { deps } = opened;
  const many = Array.from({ length: 30 }, (_, index) => ({ id: `turn-many-${index}`, turn: index + 1 }));
  const few = [1, 2].map((turn) => ({ id: `turn-few-${turn}`, turn }));
  for (const items of [many, few])
    await deps.transaction(async () => {
      await deps.enqueueAll(
        countInTurn,
        items.map((item) => ({ data: { key: item.id }, ...item })),
      );
    });
  await using _worker = await startWorker();
  await until(async () => (await deps.models.effects.countDocuments({ _id: /^turn/ })) === 32);
  const order = await deps.models.effects.find({ _id: /^turn/ }).sort({ times: 1 }).lean();
  const ran = order.map(({ _id }) => _id);
  expect(ran.indexOf('turn-few-2')).toBeLessThan(6);
  expect(ran.at(-1)).toBe('turn-many-29');
});

test('jobs that an older version wrote run, and those that it has done do not run again', async () => {
  const { deps } = opened;
  const records = jobRecords(deps.connection);
  const old = { name: countOnce.name, runAt: new Date(), queuedAt: null };
  await records.collection.insertMany([
    { ...old, _id: 'count-once/old-done' as never, data: { key: 'old-done' }, state: 'done' },
    { ...old, _id: 'count-once/old' as never, data: { key: 'old' }, state: 'pending' },
  ]);
  await placeJobsOfBefore(deps.connection).run({ after: null, save: async () => undefined });
  await deps.transaction(async () => await deps.enqueue(countOnce, { key: 'old-done' }, { id: 'count-once/old-done' }));
  // A process of that version still runs, and writes another.
  await records.collection.insertOne({ ...old, _id: 'count-once/old-late' as never, data: { key: 'old-late' }, state: 'pending' });
  await using _worker = await startWorker();
  await until(async () => (await deps.models.effects.countDocuments({ _id: { $in: ['old', 'old-late'] } })) === 2);
  expect(await deps.models.effects.findById('old-done').lean()).toBeNull();
  expect(await records.countDocuments({ _id: /old/, shard: { $exists: false } })).toBe(0);
});

test('a job lies with the first object that its id names', () => {
  const userId = opened.deps.newId('usr');
  const postId = opened.deps.newId('pst', userId);
  for (const id of [`fan-out/${postId}/${opened.deps.newId('usr')}`, `erase-relations-${userId}-2`, `mail-notice/${userId}/nonce`])
    expect(byJobId(id)).toEqual({ _id: id, shard: shardOf(userId) });
  expect(new Set(Array.from({ length: 20 }, (_, round) => byJobId(`collect-orphans/${round}`).shard)).size).toBeGreaterThan(15);
});

test('a job does not run before its time', async () => {
  const { deps } = opened;
  await using _worker = await startWorker();
  const runAt = new Date(Date.now() + 700);
  await deps.transaction(async () => await deps.enqueue(countOnce, { key: 'later' }, { id: 'count-once/later', runAt }));
  const records = jobRecords(deps.connection);
  await until(async () => (await records.findById('count-once/later').lean())?.state === 'done');
  const record = await records.findById('count-once/later').lean();
  expect(record?.finishedAt?.getTime()).toBeGreaterThanOrEqual(runAt.getTime());
});

test('a job of a rolled-back transaction does not run, and data of another shape is refused when it is enqueued', async () => {
  const { deps } = opened;
  const rolledBack = deps.transaction(async () => {
    await deps.enqueue(countOnce, { key: 'no' }, { id: 'count-once/no' });
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  expect(await jobRecords(deps.connection).findById('count-once/no').lean()).toBeNull();
  const misshapen = deps.transaction(async () => await deps.enqueue(countOnce, { key: 1 } as never, { id: 'count-once/bad' }));
  await expect(misshapen).rejects.toThrow('expected string');
  await expect(deps.enqueue(countOnce, { key: 'x' }, { id: 'count-once/x' })).rejects.toThrow('surrounding transaction');
});

test('a job has exactly one handler', () => {
  const rest = { schema: letters.schema, resolvers: {}, config: {}, context: () => ({}) };
  expect(() => defineSubgraph({ ...rest, name: 'letters', jobs: [countOnce, countOnce] })).toThrow('more than one handler');
  expect(() => defineSubgraph({ ...rest, name: 'rooms', jobs: [countOnce] })).toThrow('cannot run');
});
