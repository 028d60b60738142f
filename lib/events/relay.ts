/** The relay: the one process of a publisher that numbers its events and puts them on the Redis Stream. */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import type { Leases } from '../db/lease.ts';
import { transaction } from '../db/transaction.ts';
import { type Envelope, type EventLog, type EventRecord, toEnvelope } from './log.ts';
import { createWakeUp } from './wake-up.ts';

const batchSize = 500;
/** How many events the stream keeps; a reader further behind reads the log. */
const streamLength = 10_000;
/** How soon an event is found whose wake-up was lost, and a stream that Redis has lost something of. */
const pollMs = 500;

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
      await dropForeignStream(redis, publisher, seq);
      let lastPublished: number | null = null;
      while (!signal.aborted) {
        const numbered = await numberBatch(connection, log, fence);
        seq = numbered.at(-1)?.seq ?? seq;
        // Redis may have lost the stream meanwhile: while nothing new is put there, it is looked at.
        if (lastPublished === null || numbered.length === 0) lastPublished = await lastInStream(redis, publisher);
        if (lastPublished !== null && lastPublished < seq)
          lastPublished = await publish({ redis, publisher, log, after: lastPublished, upTo: seq, numbered });
        if (numbered.length < batchSize) await wakeUp.wait(pollMs, signal);
      }
    },
  });
  return {
    wake: wakeUp.wake,
    [Symbol.asyncDispose]: () => leased[Symbol.asyncDispose](),
  };
}

/** Puts the fence into the head, which each numbering checks: whoever held the lease before numbers nothing more. @returns The last number given. */
async function takeOver(log: EventLog, fence: number): Promise<number> {
  await log.heads.updateOne({ _id: 'head' }, { $setOnInsert: { seq: 0, fence: 0, epoch: randomUUID() } }, { upsert: true });
  const head = await log.heads.findOneAndUpdate({ _id: 'head', fence: { $lte: fence } }, { $set: { fence } }).lean();
  if (!head) throw new Error('Another relay has taken over.');
  return head.seq;
}

/** Numbers what one snapshot shows, each subject's events by revision; a later commit gets a later number. */
async function numberBatch(connection: Connection, log: EventLog, fence: number): Promise<EventRecord[]> {
  const hasPending = await log.events.exists({ pending: true });
  if (!hasPending) return [];
  return await transaction(connection, async () => {
    const pending = inOrder(await log.events.find({ pending: true }).sort({ _id: 1 }).limit(batchSize).lean());
    const head = await log.heads
      .findOneAndUpdate({ _id: 'head', fence }, { $inc: { seq: pending.length } }, { returnDocument: 'after' })
      .lean();
    if (!head) throw new Error('Another relay has taken over.');
    const first = head.seq - pending.length + 1;
    const numbered = pending.map((event, index) => ({ ...event, seq: first + index }));
    await log.events.bulkWrite(
      numbered.map(({ _id, seq }) => ({ updateOne: { filter: { _id }, update: { $set: { seq }, $unset: { pending: 1 } } } })),
      { ordered: true },
    );
    return numbered;
  });
}

/** By id (the time of writing), but within each subject by revision. */
function inOrder(events: EventRecord[]): EventRecord[] {
  const bySubject = new Map<string, EventRecord[]>();
  for (const event of events) bySubject.set(event.subject, [...(bySubject.get(event.subject) ?? []), event]);
  for (const own of bySubject.values()) own.sort((a, b) => a.revision - b.revision);
  return events.map((event) => bySubject.get(event.subject)?.shift() ?? event);
}

/** Deletes a stream that is ahead of the log: it belongs to a database that is gone, and must not be read. */
async function dropForeignStream(redis: Redis, publisher: string, seq: number): Promise<void> {
  const last = await lastInStream(redis, publisher);
  if (last !== null && last > seq) await redis.del(streamKey(publisher));
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
