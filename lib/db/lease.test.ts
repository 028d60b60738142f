/** Leases: one holder at a time, followed soon, and told when it has lost one. */
import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStores } from '#test/harness/stores/stores.ts';
import { createLogger } from '../observe/log.ts';
import { connectDatabase } from './connect.ts';
import { openLeases, type Leases } from './lease.ts';

const stack = new AsyncDisposableStack();
const log = createLogger('leases', 'silent');
let uri = '';
let connection: Connection;

beforeAll(async () => {
  const stores = stack.use(await startStores());
  uri = stores.env('leases')['MONGODB_URI'] ?? '';
  connection = await connectDatabase(uri, 'agora_leases');
  stack.defer(async () => await connection.close());
});
afterAll(async () => await stack.disposeAsync());

function open(database = connection): Leases {
  return openLeases({ connection: database, holder: randomUUID(), clock: () => new Date(), log });
}

interface LeaseRecord {
  _id: string;
  expiresAt: Date;
}

interface Work {
  /** The fences under which it began, in order. */
  fences: number[];
  working: () => boolean;
  work: (fence: number, signal: AbortSignal) => Promise<void>;
}

/** Work that goes on until it is told to end. */
function createWork(): Work {
  const fences: number[] = [];
  let working = 0;
  return {
    fences,
    working: () => working > 0,
    work: async (fence, signal) => {
      fences.push(fence);
      working += 1;
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      working -= 1;
    },
  };
}

async function until(isTrue: () => boolean): Promise<void> {
  await expect.poll(isTrue, { timeout: 20_000, interval: 20 }).toBe(true);
}

test('what a process holds is renewed together, and what it gives up is free at once', async () => {
  await using first = open();
  await using second = open();
  const held = ['a', 'b', 'c'].map((name) => ({ name, ...createWork() }));
  const runs = held.map(({ name, work }) => first.run({ name, work }));
  await until(() => held.every(({ working }) => working()));
  const expiries = async (): Promise<number[]> => {
    const records = await connection.collection<LeaseRecord>('leases').find({}).sort({ _id: 1 }).toArray();
    return records.map(({ expiresAt }) => expiresAt.getTime());
  };
  const before = await expiries();
  expect(before).toHaveLength(3);
  const areRenewed = async (): Promise<boolean> => (await expiries()).every((at, index) => at > (before[index] ?? at) + 2_000);
  await expect.poll(areRenewed, { timeout: 20_000 }).toBe(true);

  await runs[1]?.[Symbol.asyncDispose]();
  const next = createWork();
  await using _run = second.run({ name: 'b', work: next.work });
  await until(next.working);
  expect(held.map(({ fences, working }) => [fences, working()])).toEqual([
    [[1], true],
    [[1], false],
    [[1], true],
  ]);
  expect(next.fences).toEqual([2]);
  for (const run of runs) await run[Symbol.asyncDispose]();
}, 40_000);

test('a lease that another has taken is told lost, those beside it are kept', async () => {
  await using leases = open();
  const kept = createWork();
  const taken = createWork();
  const runs = [leases.run({ name: 'kept', work: kept.work }), leases.run({ name: 'taken', work: taken.work })];
  await until(() => kept.working() && taken.working());
  const expiresAt = new Date(Date.now() + 2_000);
  await connection
    .collection<LeaseRecord & { holder: string; fence: number }>('leases')
    .updateOne({ _id: 'taken' }, { $set: { holder: 'another', fence: 7, expiresAt } });
  await until(() => !taken.working());
  expect(kept.working()).toBe(true);
  // The other is not heard of again.
  await until(() => taken.working());
  expect([kept.fences, taken.fences]).toEqual([[1], [1, 8]]);
  for (const run of runs) await run[Symbol.asyncDispose]();
}, 40_000);

test('a holder that cannot reach the database stops when its leases have run out', async () => {
  const own = await connectDatabase(uri, 'agora_leases');
  await using leases = open(own);
  const work = createWork();
  const run = leases.run({ name: 'alone', work: work.work });
  await until(work.working);
  expect(work.fences).toEqual([1]);
  await own.close();
  await until(() => !work.working());
  await run[Symbol.asyncDispose]();
}, 40_000);
