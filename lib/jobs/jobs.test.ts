/** Jobs from their transaction to their effects: each takes effect once, fails with a reason, and survives a flushed Redis. */
import { type Job, Worker } from 'bullmq';
import { Schema, type Model } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startStores, type TestStores } from '#test/harness/stores/stores.ts';
import { modelOf } from '../db/models.ts';
import { createDeps, type OpenedDeps } from '../service/create-deps.ts';
import { defineSubgraph, type Subgraph } from '../service/define-subgraph.ts';
import type { Deps } from '../core/deps.ts';
import { startBackground } from '../service/start-background.ts';
import { defineJob } from './define.ts';
import { queuePrefix } from './queues.ts';
import { jobRecords } from './records.ts';

interface Effect {
  _id: string;
  times: number;
}
type JobsDeps = Deps<{ effects: Model<Effect> }>;

const effectSchema = new Schema<Effect>({ _id: String, times: Number }, { collection: 'effects', versionKey: false });
const input = z.object({ key: z.string() });

const countOnce = defineJob({
  name: 'news.count-once',
  input,
  run: async ({ models }: JobsDeps, { key }, job) => {
    await job.complete(async () => void (await models.effects.updateOne({ _id: key }, { $inc: { times: 1 } }, { upsert: true })));
  },
});
const failTwice = defineJob({
  name: 'news.fail-twice',
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
  name: 'news.fail-always',
  input,
  attempts: 3,
  backoffMs: 10,
  run: async () => {
    throw new Error('poisoned');
  },
});

const news = defineSubgraph({
  name: 'news',
  schema: new URL('../../test/harness/empty.graphql', import.meta.url),
  resolvers: {},
  config: {},
  context: () => ({}),
  models: (connection) => ({ effects: modelOf(connection, 'Effect', effectSchema) }),
  jobs: [countOnce, failTwice, failAlways],
}) as unknown as Subgraph<JobsDeps>;

let stores: TestStores;
let opened: OpenedDeps<JobsDeps>;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  stores = stack.use(await startStores());
  opened = stack.use(await createDeps(news, { env: stores.env('news') }));
});
afterAll(async () => await stack.disposeAsync());

async function startWorker(): Promise<AsyncDisposable> {
  const worker = new AsyncDisposableStack();
  const own = worker.use(await createDeps(news as unknown as Subgraph, { env: stores.env('news') }));
  worker.use(startBackground(news as unknown as Subgraph, own));
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
  const rest = { schema: news.schema, resolvers: {}, config: {}, context: () => ({}) };
  expect(() => defineSubgraph({ ...rest, name: 'news', jobs: [countOnce, countOnce] })).toThrow('more than one handler');
  expect(() => defineSubgraph({ ...rest, name: 'rooms', jobs: [countOnce] })).toThrow('cannot run');
});
