import { setImmediate as nextTurn } from 'node:timers/promises';
import { CommandError, ErrorCode } from '../errors.ts';

/** Lets long work give way to other requests, and ends it when its time is over. */
export interface Turns {
  isDue(): boolean;
  next(): Promise<void>;
}

const turnMs = 8;

/** @param maxTimeMs - How long the work may take in all. */
export function createTurns(maxTimeMs?: number): Turns {
  const deadline = performance.now() + (maxTimeMs ?? Number.POSITIVE_INFINITY);
  let until = performance.now() + turnMs;
  return {
    isDue: () => performance.now() > until,
    async next() {
      await nextTurn();
      if (performance.now() > deadline) throw new CommandError(ErrorCode.MaxTimeMSExpired, 'operation exceeded time limit');
      until = performance.now() + turnMs;
    },
  };
}
