/** Live events of a process, over a log of the test's own and without a stream: what fails, and who waits for it. */
import { Redis } from 'ioredis';
import { afterEach, expect, test, vi } from 'vitest';
import { AppError } from '../core/errors.ts';
import { createLogger } from '../observe/log.ts';
import { type Audience, type LiveLog, type Sink, startLive } from './live.ts';
import type { Envelope, EventLog } from './log.ts';

const stack: AsyncDisposable[] = [];
afterEach(async () => {
  for (const opened of stack.splice(0)) await opened[Symbol.asyncDispose]();
});

const logger = createLogger('test', 'silent');
const event = (seq: number): Envelope => ({
  ...{ id: `evt_${seq}`, type: 'told', version: 1, occurredAt: new Date(0).toISOString(), subject: `s${seq}`, revision: 1 },
  ...{ seq, topics: [], traceparent: null, payload: {} },
});
const soon = { timeout: 15_000, interval: 20 };

function open(audience: Audience<string>): { live: LiveLog<string>; number: (count: number) => void; reads: number[] } {
  let seq = 0;
  const reads: number[] = [];
  const log = {
    head: async () => ({ seq, epoch: 'one' }),
    read: async (afterSeq: number, limit: number) => {
      reads.push(afterSeq);
      return Array.from({ length: Math.min(limit, seq - afterSeq) }, (_, index) => event(afterSeq + index + 1));
    },
  } as EventLog;
  // Nobody listens there: what the stream lacks is read from the log.
  const redis = new Redis({ port: 1, lazyConnect: true, enableOfflineQueue: false, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined);
  const live = startLive({ publisher: 'test', log, redis, logger, audience });
  stack.push(live);
  return { live, reads, number: (count) => (seq += count) };
}

const all: Audience<string> = async (_envelope, interests) => new Set(interests);
const noting = (): { sink: Sink<string>; seqs: number[] } => {
  const seqs: number[] = [];
  return { seqs, sink: { deliver: async ({ seq }) => void seqs.push(seq) } };
};

test('an event that cannot be told is left out after a few tries, and those after it come', async () => {
  let tries = 0;
  const { live, number } = open(async (envelope, interests) => {
    if (envelope.seq !== 2) return new Set(interests);
    tries += 1;
    throw new Error('poison');
  });
  const { sink, seqs } = noting();
  live.attach({ interest: 'one', sink });
  await live.head();
  number(3);
  await vi.waitFor(() => expect(seqs).toEqual([1, 3]), soon);
  expect(tries).toBe(5);
});

test('while the store is away an event is not left out', async () => {
  let tries = 0;
  const { live, number } = open(async (_envelope, interests) => {
    tries += 1;
    if (tries < 8) throw new AppError('SUBGRAPH_UNAVAILABLE', 'away');
    return new Set(interests);
  });
  const { sink, seqs } = noting();
  live.attach({ interest: 'one', sink });
  number(2);
  await vi.waitFor(() => expect(seqs).toEqual([1, 2]), soon);
});

test('one follower that fails has an event again, and no other has it twice', async () => {
  const { live, number } = open(all);
  const [good, doubtful] = [noting(), noting()];
  let failures = 0;
  const failing: Sink<string> = {
    deliver: async (envelope, own) => {
      failures += 1;
      if (failures < 3) throw new Error('not yet');
      await doubtful.sink.deliver(envelope, own);
    },
  };
  live.attach({ interest: 'good', sink: good.sink });
  live.attach({ interest: 'doubtful', sink: failing });
  number(2);
  await vi.waitFor(() => expect(doubtful.seqs).toEqual([1, 2]), soon);
  expect(good.seqs).toEqual([1, 2]);
});

test('events behind the head are read once for all who ask for them', async () => {
  const { live, number, reads } = open(all);
  number(200);
  const head = await live.head();
  reads.length = 0;
  const asked = [100, 101, 130, 140, 100];
  const found = await Promise.all(asked.map(async (afterSeq) => await live.between(afterSeq, head)));
  for (const [index, events] of found.entries()) {
    const from = (asked[index] ?? 0) + 1;
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 201 - from }, (_, at) => from + at));
  }
  const ofBlocks = reads.filter((afterSeq) => afterSeq % 64 === 0 && afterSeq < 200);
  expect(ofBlocks.toSorted((one, other) => one - other)).toEqual([64, 128, 192]);
  number(10);
  const later = await live.head();
  expect((await live.between(190, later)).map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, at) => 191 + at));
});
