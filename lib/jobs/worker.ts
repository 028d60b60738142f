/** Runs a subgraph's jobs. BullMQ decides when; the record in MongoDB holds the data, and whether the job is still pending. */
import { DelayedError, type Job as QueuedJob, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { isAway } from '../db/is-away.ts';
import { transaction } from '../db/transaction.ts';
import { AppError } from '../core/errors.ts';
import type { Deps } from '../core/deps.ts';
import { repeat } from '../core/repeat.ts';
import type { AnyJob } from './job.ts';
import { queuePrefix } from './queues.ts';
import { byJobId, jobRecords } from './records.ts';

const lockMs = 5_000;
const stalledCheckMs = 1_000;
/** A dead worker stalls the job that it held. The limit is high, because that says nothing against the job. */
const maxStalledCount = 1_000;
/** The next job wakes one idle worker. An idle worker also looks by itself, in case that one has died: once a lock's duration. */
const lookEverySeconds = 5;
const closeDeadlineMs = 6_000;
/**
 * A database or subgraph that is away says nothing against the job: it starts again, a second later each time, and no try is
 * counted. A mail server that is away for hours is asked twice a minute.
 */
const awayWaitMs = { step: 1_000, longest: 30_000 };
/** A job that starts this often, over some eight hours, is itself at fault: its tries count from here on. */
const uncountedStartsMax = 1_000;

/**
 * Starts a worker for each job of a subgraph.
 *
 * @param redis - A connection that waits while Redis is away, rather than fail.
 */
export function startWorkers<JobDeps extends Deps>(deps: JobDeps, jobs: readonly AnyJob[], redis: Redis): AsyncDisposable {
  const workers = jobs.map((job) => {
    const worker = new Worker(job.name, (queued, token) => runUnlessAway(deps, job, queued, token), {
      connection: redis,
      prefix: queuePrefix,
      concurrency: job.concurrency,
      lockDuration: lockMs,
      stalledInterval: stalledCheckMs,
      skipStalledCheck: true,
      maxStalledCount,
      drainDelay: lookEverySeconds,
    });
    worker.on('error', (error) => deps.log.debug({ err: error, job: job.name }, 'worker not reachable'));
    return worker;
  });
  const closing = new AbortController();
  const checking = repeat(() => requeueStalled(deps.redis, workers), {
    everyMs: stalledCheckMs,
    signal: closing.signal,
    onError: (error) => deps.log.debug({ err: error }, 'stalled jobs not looked for, trying again'),
  });
  return {
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      const closed = Promise.all(workers.map((worker) => worker.close()));
      const isLate = await Promise.race([
        closed.then(() => false),
        new Promise<boolean>((resolve) => setTimeout(resolve, closeDeadlineMs, true).unref()),
      ]);
      if (isLate) await Promise.all(workers.map((worker) => worker.close(true)));
      await checking;
    },
  };
}

/**
 * Requeues jobs whose worker has died. BullMQ would look through each queue each second. Here one `EXISTS` over all queues
 * usually shows that no job is running, because Redis deletes empty lists.
 */
async function requeueStalled(redis: Redis, workers: readonly Worker[]): Promise<void> {
  if ((await redis.exists(workers.map((worker) => worker.toKey('active')))) === 0) return;
  for (const worker of workers) await worker.backend.moveStalledJobsToWait();
}

/** @throws DelayedError when what the job needs is away: BullMQ starts it again without counting a try. */
async function runUnlessAway<JobDeps extends Deps>(deps: JobDeps, job: AnyJob, queued: QueuedJob, token?: string): Promise<void> {
  try {
    await runJob(deps, job, queued);
  } catch (error) {
    if (!startsAgain(error, queued)) throw error;
    deps.log.warn({ err: error, job: queued.id }, 'job interrupted, it starts again');
    const waitMs = Math.min(queued.attemptsStarted * awayWaitMs.step, awayWaitMs.longest);
    await queued.moveToDelayed(Date.now() + waitMs, token);
    throw new DelayedError();
  }
}

function startsAgain(error: unknown, { attemptsStarted }: QueuedJob): boolean {
  return isAway(error) && attemptsStarted <= uncountedStartsMax;
}

async function runJob<JobDeps extends Deps>(deps: JobDeps, job: AnyJob, queued: QueuedJob): Promise<void> {
  const records = jobRecords(deps.connection);
  const id = queued.id ?? '';
  const record = await records.findOne(byJobId(id)).lean();
  if (record?.state !== 'pending') return;
  const forgotten = job.forgetsData ? { data: {} } : {};
  let isCompleted = false;
  const complete = async (work: () => Promise<void>): Promise<void> => {
    await transaction(deps.connection, async () => {
      const { matchedCount } = await records.updateOne(
        { ...byJobId(id), state: 'pending' },
        { $set: { state: 'done', finishedAt: deps.clock(), ...forgotten } },
      );
      if (matchedCount > 0) await work();
    });
    isCompleted = true;
  };
  const attempt = queued.attemptsMade + 1;
  const input = job.input.safeParse(record.data);
  try {
    if (!input.success) throw new UnrecoverableError(`Its data does not have the job's shape: ${input.error.message}`);
    await job.run(deps as never, input.data as never, { id, attempt, complete });
    if (!isCompleted) await complete(async () => undefined);
  } catch (error) {
    if (startsAgain(error, queued)) throw error;
    const isLast =
      attempt >= job.attempts || error instanceof UnrecoverableError || (error instanceof AppError && error.code === 'BAD_USER_INPUT');
    deps.log[isLast ? 'error' : 'warn']({ err: error, job: id, attempt }, isLast ? 'job given up' : 'job failed, trying again');
    if (isLast)
      await records.updateOne(
        { ...byJobId(id), state: 'pending' },
        { $set: { state: 'failed', finishedAt: deps.clock(), reason: String(error), ...forgotten } },
      );
    throw error;
  }
}
