/** The relay: the one process of a publisher that moves its events into the log and puts them on the Redis Stream. */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import type { Leases } from '../../db/lease.ts';
import { adoptPending } from './adopt-pending.ts';
import { type Envelope, type EventLog, type EventRecord, toEnvelope } from '../log.ts';
import { batchSize, dropNumbered, numberBatch } from './number-batch.ts';
import { createWakeUp } from '../wake-up.ts';

/** How many events the stream keeps; a reader further behind reads the log. */
const streamLength = 10_000;
/** How soon an event is found whose wake-up was lost. */
const pollMs = 500;
/** How soon a stream is mended that Redis has lost something of. */
const lookAtStreamMs = 1_000;
/** How soon it looks again for events of an older version, whose processes may run beside it for a while; then less and less often. */
const adoptAgainMs = { first: 5_000, longest: 600_000 };

export function streamKey(publisher: string): string {
  return `events:${publisher}`;
}

/** Where writers in other processes say that there is something to number. */
export function wakeChannel(publisher: string): string {
  return `events:${publisher}:wake`;
}

export interface RelayOptions {
  publisher: string;
  connection: Connection;
  log: EventLog;
  redis: Redis;
  leases: Leases;
}

export interface Relay extends AsyncDisposable {
  /** There may be something to number. */
  wake: () => void;
}

/** Runs the relay of a publisher whenever its lease is free. */
export function startRelay({ publisher, connection, log, redis, leases }: RelayOptions): Relay {
  const wakeUp = createWakeUp();
  const leased = leases.run({
    name: 'relay',
    work: async (fence, signal) => {
      let seq = await takeOver(log, fence);
      await dropForeignStream(redis, publisher, log, seq);
      let lastPublished: number | null = null;
      let lookedAtMs = 0;
      let adopting = { atMs: 0, againMs: adoptAgainMs.first };
      while (!signal.aborted) {
        if (performance.now() >= adopting.atMs) {
          const { againMs } = adopting;
          const hasFound = await adoptPending({ connection, log });
          const next = hasFound ? adoptAgainMs.first : Math.min(againMs * 2, adoptAgainMs.longest);
          adopting = { atMs: performance.now() + againMs, againMs: next };
        }
        const numbered = await numberBatch({ connection, log }, fence);
        seq = numbered.at(-1)?.seq ?? seq;
        // Redis may have lost the stream meanwhile: while nothing new is put there, it is looked at.
        const isLookDue = numbered.length === 0 && performance.now() - lookedAtMs >= lookAtStreamMs;
        if (lastPublished === null || isLookDue) {
          lookedAtMs = performance.now();
          lastPublished = await lastInStream(redis, publisher);
        }
        if (lastPublished !== null && lastPublished < seq)
          lastPublished = await publish({ redis, publisher, log, after: lastPublished, upTo: seq, numbered });
        await dropNumbered({ log }, numbered);
        if (numbered.length < batchSize) await wakeUp.wait(pollMs, signal);
      }
    },
  });
  return {
    wake: wakeUp.wake,
    [Symbol.asyncDispose]: () => leased[Symbol.asyncDispose](),
  };
}

/**
 * Puts the fence into the head, which each numbering checks: whoever held the lease before numbers nothing more. Then ends
 * what that one may have left undone.
 *
 * @returns The last number given.
 */
async function takeOver(log: EventLog, fence: number): Promise<number> {
  await log.heads.updateOne({ _id: 'head' }, { $setOnInsert: { seq: 0, fence: 0, epoch: randomUUID() } }, { upsert: true });
  const head = await log.heads.findOneAndUpdate({ _id: 'head', fence: { $lte: fence } }, { $set: { fence } }).lean();
  if (!head) throw new Error('Another relay has taken over.');
  const { seq, batch = 0 } = head;
  if (batch > 0) await dropNumbered({ log }, await log.events.find({ seq: { $gt: seq - batch } }, { _id: 1 }).lean());
  return seq;
}

/** Deletes a stream whose last event is not the log's of that number: it belongs to another database, and must not be read. */
async function dropForeignStream(redis: Redis, publisher: string, log: EventLog, seq: number): Promise<void> {
  const last = await lastOfStream(redis, publisher).catch(() => null);
  if (!last) return;
  const [logged] = await log.read(last.seq - 1, 1);
  if (last.seq > seq || (logged?.seq === last.seq && logged.id !== last.id)) await redis.del(streamKey(publisher));
}

/** The last event in a publisher's stream; null where it holds none. */
export async function lastOfStream(redis: Redis, publisher: string): Promise<Envelope | null> {
  const [last] = await redis.xrevrange(streamKey(publisher), '+', '-', 'COUNT', 1);
  const text = last?.[1][1];
  return text === undefined ? null : (JSON.parse(text) as Envelope);
}

/** @returns The number of the last event in a publisher's stream, 0 where there is none, null where Redis does not answer. */
export async function lastInStream(redis: Redis, publisher: string): Promise<number | null> {
  try {
    const [last] = await redis.xrevrange(streamKey(publisher), '+', '-', 'COUNT', 1);
    return last ? Number(last[0].split('-')[0]) : 0;
  } catch {
    return null;
  }
}

/** The first event after `afterSeq` that a publisher's stream holds; null where it holds none. */
export async function firstInStream(redis: Redis, publisher: string, { afterSeq }: { afterSeq: number }): Promise<Envelope | null> {
  const [next] = await redis.xrange(streamKey(publisher), `(${afterSeq}-0`, '+', 'COUNT', 1);
  const text = next?.[1][1];
  return text === undefined ? null : (JSON.parse(text) as Envelope);
}

interface Publication {
  redis: Redis;
  publisher: string;
  log: EventLog;
  after: number;
  upTo: number;
  numbered: EventRecord[];
}

/** Adds numbered events to the stream; Redis refuses what it has already. @returns The last number there, null when Redis does not answer. */
async function publish({ redis, publisher, log, after, upTo, numbered }: Publication): Promise<number | null> {
  const isWhole = numbered[0]?.seq === after + 1 && numbered.at(-1)?.seq === upTo;
  // Only the end of lost events is put back, which is quick. Readers further behind read the log.
  const envelopes = isWhole ? numbered.map(toEnvelope) : await log.read(Math.max(after, upTo - batchSize), batchSize);
  try {
    for (const envelope of envelopes) await add(redis, publisher, envelope);
    return envelopes.at(-1)?.seq ?? upTo;
  } catch {
    return null;
  }
}

async function add(redis: Redis, publisher: string, envelope: Envelope): Promise<void> {
  try {
    await redis.xadd(streamKey(publisher), 'MAXLEN', '~', streamLength, `${envelope.seq}-0`, 'event', JSON.stringify(envelope));
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('equal or smaller'))) throw error;
  }
}
