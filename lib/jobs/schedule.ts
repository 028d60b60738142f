/** Does what is due by its time, in one worker at a time. The stored things themselves are the schedule, so nothing is lost. */
import type { Deps } from '../core/deps.ts';
import { repeat } from '../core/repeat.ts';
import { anyDate } from '../db/fields.ts';
import { isAway } from '../db/is-away.ts';
import type { Leases } from '../db/lease.ts';
import { beyond } from '../graphql/connection.ts';

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
/** So many things that failed are remembered. Of more, the first to fail are tried at each look. */
const mostRemembered = 1_000;

/** Things that one piece of work does, all or none. */
export interface Part<Thing> {
  things: readonly Thing[];
  /** Two at once do each thing once: it asks again, in its transaction, what is still due. */
  run: () => Promise<void>;
}

export interface DueQuery {
  filter: Record<string, unknown>;
  sort: Record<string, 1>;
  limit: number;
}

export interface ScheduleOptions<Thing extends { _id: string }> {
  /** What is due, for the log: `articles`. */
  name: string;
  /** The field with the time of a thing; null for one that has none. An index has it, with `_id` behind it. */
  at: Extract<keyof Thing, string>;
  /** The most things that are read at once; 50 by default. */
  batchSize?: number;
  /** 500 by default. */
  lookEveryMs?: number;
  /** Finds what is due. */
  find: (query: DueQuery) => Promise<Thing[]>;
  /** Makes the work on things that are due. What fails in one part fails alone. */
  partsOf: (things: Thing[]) => Part<Thing>[] | Promise<Part<Thing>[]>;
}

export interface Schedule {
  name: string;
  lookEveryMs: number;
  /**
   * Does all that is due when it begins, the earliest first. What fails waits for a moment, for longer each time, and holds up nothing
   * else. All waits while the database or a subgraph is away.
   */
  doDue: (signal?: AbortSignal) => Promise<void>;
}

/** Creates a schedule; `runSchedules` runs it. */
export function createSchedule<Thing extends { _id: string }>(
  { clock, log }: Pick<Deps, 'clock' | 'log'>,
  { name, at, batchSize = 50, lookEveryMs = 500, find, partsOf }: ScheduleOptions<Thing>,
): Schedule {
  const failed = new Map<string, { times: number; untilMs: number }>();
  const isWaiting = ({ _id }: Thing): boolean => (failed.get(_id)?.untilMs ?? 0) > clock().getTime();

  const noteFailure = ({ _id }: Thing): void => {
    const times = (failed.get(_id)?.times ?? 0) + 1;
    const waitMs = Math.min(firstWaitMs * 2 ** (times - 1), longestWaitMs);
    failed.delete(_id);
    failed.set(_id, { times, untilMs: clock().getTime() + waitMs });
    const [oldest = ''] = failed.keys();
    if (failed.size > mostRemembered) failed.delete(oldest);
  };

  const attempt = async ({ things, run }: Part<Thing>): Promise<void> => {
    try {
      await run();
      for (const { _id } of things) failed.delete(_id);
    } catch (error) {
      if (isAway(error)) throw error;
      for (const thing of things) noteFailure(thing);
      log.error({ err: error, schedule: name, ids: things.map(({ _id }) => _id) }, 'what is due failed, trying again later');
    }
  };

  const look = async (signal: AbortSignal | undefined): Promise<void> => {
    const isDue = { ...anyDate, $lte: clock() };
    for (let last: Thing | undefined, isAtEnd = false; !isAtEnd && !signal?.aborted; ) {
      const place = last && beyond([last[at] as Date, last._id], { at, id: '_id' }, false);
      const filter = { ...place, [at]: { ...isDue, ...(place?.[at] as object | undefined) } };
      const found = await find({ filter, sort: { [at]: 1, _id: 1 }, limit: batchSize });
      const ready = found.filter((thing) => !isWaiting(thing));
      for (const part of ready.length === 0 ? [] : await partsOf(ready)) if (!signal?.aborted) await attempt(part);
      isAtEnd = found.length < batchSize;
      last = found.at(-1);
    }
  };

  return {
    name,
    lookEveryMs,
    doDue: async (signal) => {
      await look(signal).catch((error: unknown) => {
        if (!isAway(error)) throw error;
        log.warn({ err: error, schedule: name }, 'the database or a subgraph is away: what is due waits');
      });
    },
  };
}

/** Runs schedules beside each other, under one lease of the subgraph. Another worker takes over from a dead one within 3 s. */
export function runSchedules({ log }: Pick<Deps, 'log'>, leases: Leases, schedules: readonly Schedule[]): AsyncDisposable {
  const run = async ({ name, lookEveryMs, doDue }: Schedule, signal: AbortSignal): Promise<void> => {
    const onError = (error: unknown): void => log.error({ err: error, schedule: name }, 'a schedule failed, trying again');
    await repeat(async () => await doDue(signal), { everyMs: lookEveryMs, signal, onError });
  };
  return leases.run({
    name: 'schedule',
    work: async (_fence, signal) => void (await Promise.all(schedules.map(async (schedule) => await run(schedule, signal)))),
  });
}
