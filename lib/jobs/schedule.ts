/** Does what is due by its time, in one worker at a time. The stored things themselves are the schedule, so nothing is lost. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Deps } from '../core/deps.ts';
import { AppError } from '../core/errors.ts';
import type { Leases } from '../db/lease.ts';

const lookEveryMs = 250;

export interface Schedule {
  /** The name of its lease, one in a subgraph. */
  name: string;
  /** The most things that one call of `doDue` does. After so many it is called again at once. */
  batchSize: number;
  /** Does what is due now, and returns how many things that were. Two calls at once do each thing once. */
  doDue: () => Promise<number>;
}

/** Runs a schedule. Another worker takes over from a dead one within 3 s. What is due waits while another subgraph does not answer. */
export function runSchedule({ log }: Pick<Deps, 'log'>, leases: Leases, { name, batchSize, doDue }: Schedule): AsyncDisposable {
  const whenAway = (error: unknown): number => {
    if (!(error instanceof AppError && error.code === 'SUBGRAPH_UNAVAILABLE')) throw error;
    log.warn({ err: error, schedule: name }, 'another subgraph does not answer: what is due waits');
    return 0;
  };
  const work = async (_fence: number, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const count = await doDue().catch(whenAway);
      if (count < batchSize) await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  };
  return leases.run({ name, work });
}
