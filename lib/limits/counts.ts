/** Counts in Redis that begin anew with each window; all that is counted in one turn of the event loop is one command. */
import type { Redis } from 'ioredis';
import { createBatch } from '../loaders/batch.ts';

export interface Count {
  /** All that was counted in the window. */
  sum: number;
  /** How long the window still lasts. */
  msLeft: number;
}

export interface Addition {
  key: string;
  /** Negative to take something back. */
  points: number;
  /** The window begins with its first addition. */
  windowSeconds: number;
}

/** @throws Error when Redis does not answer: it may have counted. */
export type AddToCount = (addition: Addition) => Promise<Count>;

const mostAtOnce = 500;

const script = `
local told = {}
for at = 1, #KEYS do
  local sum = redis.call('incrby', KEYS[at], ARGV[2 * at - 1])
  local left = redis.call('pttl', KEYS[at])
  if left < 0 then
    redis.call('expire', KEYS[at], ARGV[2 * at])
    left = 1000 * ARGV[2 * at]
  end
  told[2 * at - 1] = sum
  told[2 * at] = left
end
return told`;

interface WithScript {
  agoraAddToCounts: (keys: number, ...values: (string | number)[]) => Promise<number[]>;
}

const known = new WeakMap<Redis, AddToCount>();

/** The counts of a connection. */
export function countsOf(redis: Redis): AddToCount {
  const present = known.get(redis);
  if (present) return present;
  redis.defineCommand('agoraAddToCounts', { lua: script });
  const made = createBatch<Addition, Count>(async (additions) => {
    const told = await (redis as unknown as WithScript).agoraAddToCounts(
      additions.length,
      ...additions.map(({ key }) => key),
      ...additions.flatMap(({ points, windowSeconds }) => [points, windowSeconds]),
    );
    return additions.map((_, index) => ({ sum: told[2 * index] ?? 0, msLeft: told[2 * index + 1] ?? 0 }));
  }, mostAtOnce);
  known.set(redis, made);
  return made;
}
