/** The relay's numbering: ended between any two of its commands, done by two at once, and by clocks that differ. */
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startStores } from '#test/harness/stores/stores.ts';
import type { Deps } from '../../core/deps.ts';
import { createId, shardOf } from '../../db/ids.ts';
import type { Leases } from '../../db/lease.ts';
import { createDeps } from '../../service/create-deps.ts';
import { defineSubgraph } from '../../service/define-subgraph.ts';
import { type EventLog, openEventLog, type PendingEvent } from '../log.ts';
import { batchSize, dropNumbered, numberBatch } from './number-batch.ts';
import { lastInStream, startRelay, streamKey } from './relay.ts';

const publisher = defineSubgraph({
  name: 'users',
  schema: new URL('../../../test/harness/empty.graphql', import.meta.url),
  resolvers: {},
  config: {},
  context: () => ({}),
  models: () => ({}),
});

const stack = new AsyncDisposableStack();
let deps: Deps;
let log: EventLog;
let fence = 0;

beforeAll(async () => {
  const stores = stack.use(await startStores());
  ({ deps } = stack.use(await createDeps(publisher, { env: stores.env('users') })));
  log = openEventLog(deps.connection);
});
afterAll(async () => await stack.disposeAsync());
beforeEach(async () => {
  await Promise.all([log.pending.deleteMany({}), log.events.deleteMany({}), log.heads.deleteMany({})]);
  await deps.redis.flushall();
});

async function emit(subject: string, revision: number): Promise<void> {
  const event = { type: 'user.deleted.v1', subject, revision, payload: { userId: subject } } as const;
  await deps.transaction(async () => await deps.emit(event));
}

/** A relay under a lease that is its own at once. */
interface Life {
  /** Resolves when it was ended, rejects when it died. */
  over: Promise<void>;
  end: () => void;
}

function live(ownLog: EventLog, redis: Redis): Life {
  const ending = new AbortController();
  let over = Promise.resolve();
  const leases: Leases = {
    run: ({ work }) => {
      over = work(++fence, ending.signal);
      return { [Symbol.asyncDispose]: async () => undefined };
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
  startRelay({ publisher: 'users', connection: deps.connection, log: ownLog, redis, leases });
  over.catch(() => undefined);
  return { over, end: () => ending.abort() };
}

/** The log and Redis as a process sees them that dies at its nth call. */
function dyingAt(call: number): { log: EventLog; redis: Redis } {
  let calls = 0;
  const dying = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get: (_target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          if (++calls >= call) throw new Error('killed');
          return Reflect.apply(member, target, args);
        };
      },
    });
  const { pending, events, heads } = log;
  const models = { pending: dying(pending), events: dying(events), heads: dying(heads) };
  return { log: { ...log, ...models }, redis: dying(deps.redis) };
}

async function untilNumbered(): Promise<void> {
  const isDone = async (): Promise<boolean> =>
    (await log.pending.countDocuments()) === 0 && (await lastInStream(deps.redis, 'users')) === (await log.head()).seq;
  await expect.poll(isDone, { timeout: 20_000, interval: 10 }).toBe(true);
}

/** Every event has one number, without a gap; each subject's are in order; the stream has the same. */
async function checkLog(count: number): Promise<void> {
  const envelopes = await log.read(0, count + 10);
  expect(envelopes.map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  for (const own of Map.groupBy(envelopes, ({ subject }) => subject).values()) {
    const revisions = own.map(({ revision }) => revision);
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
  }
  const stream = await deps.redis.xrange(streamKey('users'), '-', '+');
  expect(stream.map(([id]) => id)).toEqual(envelopes.map(({ seq }) => `${seq}-0`));
}

test('an event waits beside its subject, which its id names', async () => {
  const userId = deps.newId('usr');
  await emit(userId, 1);
  const event = await log.pending.findOne().lean();
  expect([event?.shard, shardOf(event?._id ?? '')]).toEqual([shardOf(userId), shardOf(userId)]);
});

test('a relay that ends between any two of its calls leaves no gap, no repeat and no event behind', async () => {
  const subjects = [deps.newId('usr'), deps.newId('usr')];
  let count = 0;
  let deaths = 0;
  for (let call = 1; call <= 20; call++) {
    for (const [index, subject] of [...subjects, ...subjects].entries()) await emit(subject, call * 2 + Math.floor(index / 2));
    count += 4;
    const { log: dyingLog, redis } = dyingAt(call);
    const doomed = live(dyingLog, redis);
    const isDead = await Promise.race([
      doomed.over.then(
        () => false,
        () => true,
      ),
      untilNumbered().then(() => false),
    ]);
    doomed.end();
    if (isDead) deaths++;
    const next = live(log, deps.redis);
    await untilNumbered();
    next.end();
    await Promise.allSettled([doomed.over, next.over]);
    await checkLog(count);
  }
  expect(deaths).toBeGreaterThan(8);
});

test('of two relays at once only the later numbers, and every event once', async () => {
  const subject = deps.newId('usr');
  const first = live(log, deps.redis);
  await emit(subject, 1);
  await untilNumbered();
  const second = live(log, deps.redis);
  for (let revision = 2; revision <= 40; revision++) await emit(subject, revision);
  await untilNumbered();
  first.end();
  second.end();
  await Promise.allSettled([first.over, second.over]);
  await checkLog(40);
  await emit(subject, 41);
  await expect(numberBatch({ connection: deps.connection, log }, fence - 1)).rejects.toThrow('Another relay has taken over.');
  expect(await log.events.countDocuments()).toBe(40);
});

test('an event with an earlier revision is not left behind by a process whose clock is ahead', async () => {
  const [late, ...others] = Array.from({ length: batchSize + 50 }, () => deps.newId('usr'));
  // Lately: old events expire while the test runs.
  const begunMs = Date.now() - 60_000;
  const at = (ms: number, subject: string, revision: number): PendingEvent => ({
    _id: createId('evt', new Date(begunMs + ms), deps.random, subject),
    shard: shardOf(subject),
    type: 'user.deleted',
    version: 1,
    occurredAt: new Date(begunMs + ms),
    subject,
    revision,
    topics: [],
    traceparent: null,
    payload: {},
  });
  const subject = late ?? '';
  await log.pending.insertMany([
    at(0, subject, 2),
    ...others.map((other, i) => at(i + 1, other, 1)),
    at(9_000, subject, 3),
    at(9_001, subject, 1),
  ]);
  await log.heads.insertMany([{ _id: 'head', seq: 0, fence: 1, epoch: 'e' }]);
  for (let numbered = 1; numbered > 0; ) {
    const batch = await numberBatch({ connection: deps.connection, log }, 1);
    await dropNumbered({ log }, batch);
    numbered = batch.length;
  }
  const own = await log.events.find({ subject }).sort({ seq: 1 }).lean();
  expect(own.map(({ revision }) => revision)).toEqual([1, 2, 3]);
  expect(await log.events.countDocuments()).toBe(batchSize + 52);
});

test('events that an older version left in the log without a number are numbered', async () => {
  const subject = deps.newId('usr');
  const old = {
    type: 'user.deleted',
    version: 1,
    occurredAt: new Date(),
    subject,
    topics: [],
    traceparent: null,
    payload: {},
    pending: true,
  };
  await log.events.collection.insertMany([1, 2, 3].map((revision) => ({ ...old, _id: `evt_old${revision}` as never, revision })));
  await emit(subject, 4);
  const relay = live(log, deps.redis);
  await untilNumbered();
  relay.end();
  await relay.over;
  await checkLog(4);
  expect(await log.events.countDocuments({ pending: true } as object)).toBe(0);
});
