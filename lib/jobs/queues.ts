/** Hands job records to BullMQ: right after the commit that wrote them, and by a sweep for the ones missed then. */
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import { afterCommit } from '../db/transaction.ts';
import type { Logger } from '../observe/log.ts';
import type { Deps } from '../core/deps.ts';
import type { AnyJob } from './job.ts';
import { repeat } from '../core/repeat.ts';
import { placeJobs } from './place-jobs.ts';
import { byJobId, byJobIds, type JobRecord, jobRecords } from './records.ts';

export const queuePrefix = '{jobs}';

const sweepMs = 500;
const sweepSize = 1_000;
/** A record that is still pending after this time is handed over again; BullMQ ignores jobs that it still has. */
const forgottenMs = 30_000;

export interface JobQueues extends AsyncDisposable {
  enqueue: Deps['enqueue'];
  enqueueAll: Deps['enqueueAll'];
  /** Starts handing over due records twice a second; workers call it. */
  startSweeping: () => void;
}

export interface JobQueuesOptions {
  subgraph: string;
  jobs: readonly AnyJob[];
  connection: Connection;
  redis: Redis;
  clock: () => Date;
  log: Logger;
}

type Due = Pick<JobRecord, '_id' | 'name' | 'turn'>;
/** A process of an older version writes records without a shard. */
type Found = Due & { shard?: number };

/** Opens a queue for each job of a subgraph. */
export function openQueues({ subgraph, jobs, connection, redis, clock, log }: JobQueuesOptions): JobQueues {
  const records = jobRecords(connection);
  const definitions = new Map(jobs.map((job) => [job.name, job]));
  const queues = new Map(jobs.map((job) => [job.name, new Queue(job.name, { connection: redis, prefix: queuePrefix })]));
  for (const queue of queues.values()) queue.on('error', (error) => log.debug({ err: error }, 'queue not reachable'));
  // Redis loses this key together with its queues: while it is missing, jobs that were handed over may be lost.
  const presenceKey = `${queuePrefix}:${subgraph}:present`;
  const closing = new AbortController();
  let sweeping: Promise<void> | undefined;

  const handOver = async (due: Due[]): Promise<void> => {
    const byName = Map.groupBy(due, ({ name }) => name);
    for (const [name, own] of byName) {
      const { attempts, backoffMs } = definitions.get(name) ?? {};
      if (attempts === undefined || backoffMs === undefined) continue;
      const options = { attempts, backoff: { type: 'exponential', delay: backoffMs }, removeOnComplete: true, removeOnFail: true };
      await queues
        .get(name)
        ?.addBulk(own.map(({ _id, turn = 0 }) => ({ name, data: {}, opts: { ...options, jobId: _id, priority: turn } })));
    }
  };

  const sweep = async (): Promise<void> => {
    const now = clock();
    const isPresent = (await redis.exists(presenceKey)) === 1;
    const forgotten = new Date(now.getTime() - (isPresent ? forgottenMs : 0));
    let due: Found[];
    do {
      due = await records
        .find(
          { state: 'pending', runAt: { $lte: now }, $or: [{ queuedAt: null }, { queuedAt: { $lt: forgotten } }] },
          { name: 1, turn: 1, shard: 1 },
        )
        .sort({ runAt: 1 })
        .limit(sweepSize)
        .lean<Found[]>();
      if (due.length > 0) {
        await placeJobs(connection, due);
        await handOver(due);
        await records.updateMany(byJobIds(due.map(({ _id }) => _id)), { $set: { queuedAt: now } });
      }
    } while (due.length === sweepSize);
    if (!isPresent) await redis.set(presenceKey, '1');
  };

  const enqueueAll: Deps['enqueueAll'] = async (job, items) => {
    if (!definitions.has(job.name)) throw new Error(`${subgraph} does not run ${job.name}.`);
    const colon = items.find(({ id }) => id.includes(':'));
    if (colon) throw new Error(`A job's id has no colon: ${colon.id}`);
    if (items.length === 0) return;
    const now = clock();
    const made = items.map(({ data, id, runAt, turn }) => ({
      ...byJobId(id),
      name: job.name,
      data: job.input.parse(data),
      state: 'pending' as const,
      runAt: runAt ?? now,
      ...(turn !== undefined && { turn }),
      queuedAt: null,
    }));
    afterCommit(connection, () => {
      const due = made.filter(({ runAt }) => runAt <= now);
      if (due.length === 0) return;
      handOver(due)
        .then(() => records.updateMany({ ...byJobIds(due.map(({ _id }) => _id)), queuedAt: null }, { $set: { queuedAt: now } }))
        .catch((error: unknown) => log.debug({ err: error, job: due[0]?._id }, 'left to the sweep'));
    });
    await records.bulkWrite(
      made.map((record) => ({ updateOne: { filter: byJobId(record._id), update: { $setOnInsert: record }, upsert: true } })),
    );
  };

  return {
    enqueueAll,
    enqueue: async (job, data, options) => await enqueueAll(job, [{ data, ...options }]),
    startSweeping: () => {
      sweeping ??= repeat(sweep, {
        everyMs: sweepMs,
        signal: closing.signal,
        onError: (error) => log.debug({ err: error }, 'sweep failed, trying again'),
      });
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await sweeping;
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
