import { AppError } from './errors.ts';

export interface TurnsOptions {
  /** So much is done at once. */
  atOnce: number;
  /** Work that has waited longer is refused at its turn: its client waits no more. */
  patienceMs: number;
}

/**
 * Bounds how much of some work this process does at once; the rest waits in the order it came. Under more load than it can
 * bear it then answers as many as it can, rather than begin everything and end nothing in time.
 *
 * @returns Does work when its turn comes. @throws AppError `SUBGRAPH_UNAVAILABLE` for what has waited too long.
 */
export function takeTurns({ atOnce, patienceMs }: TurnsOptions): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let busy = 0;
  const waiting: { begin: () => void; refuse: () => void; sinceMs: number }[] = [];
  const passOn = (): void => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (performance.now() - next.sinceMs <= patienceMs) return next.begin();
      next.refuse();
    }
    busy -= 1;
  };
  return async (work) => {
    if (busy < atOnce) busy += 1;
    else
      await new Promise<void>((resolve, reject) => {
        const refuse = (): void => reject(new AppError('SUBGRAPH_UNAVAILABLE', 'Too much is asked just now.', { retryAfter: 1 }));
        waiting.push({ begin: resolve, refuse, sinceMs: performance.now() });
      });
    try {
      return await work();
    } finally {
      passOn();
    }
  };
}
