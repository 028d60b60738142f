/** Points on their way back to a budget. They wait for a moment, so that those of many requests go together. */
export interface Returns {
  add: (key: string, points: number) => void;
  /** Takes out what waits for a key. */
  take: (key: string) => number;
}

const waitMs = 50;

/** @param send - Gives points back to a key. Its failure loses them: they come back with the next window. */
export function createReturns(send: (key: string, points: number) => Promise<void>): Returns {
  const waiting = new Map<string, number>();
  const sendAll = (): void => {
    const all = [...waiting];
    waiting.clear();
    for (const [key, points] of all) send(key, points).catch(() => undefined);
  };
  return {
    add: (key, points) => {
      if (waiting.size === 0) setTimeout(sendAll, waitMs).unref();
      waiting.set(key, (waiting.get(key) ?? 0) + points);
    },
    take: (key) => {
      const points = waiting.get(key) ?? 0;
      // The timer stays, and finds what came after it.
      waiting.delete(key);
      return points;
    },
  };
}
