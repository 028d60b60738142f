/**
 * Counts in Redis that begin anew with each window, and marks that are there or not. All that is counted and asked in one turn
 * of the event loop is one command: each takes as long as the rest of a small request.
 */
import DataLoader from 'dataloader';
import type { Redis } from 'ioredis';

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

/** All throw an Error when Redis does not answer: it may have counted. */
export interface Counts {
  add: (addition: Addition) => Promise<Count>;
  /** Whether each of these keys exists. */
  areThere: (keys: readonly string[]) => Promise<boolean[]>;
}

const mostAtOnce = 500;

/** KEYS are those of counts, then those of marks; ARGV has the number of counts, then points and seconds of each. */
const script = `
local counts = tonumber(ARGV[1])
local told = {}
for at = 1, counts do
  local sum = redis.call('incrby', KEYS[at], ARGV[2 * at])
  local left = redis.call('pttl', KEYS[at])
  if left < 0 then
    redis.call('expire', KEYS[at], ARGV[2 * at + 1])
    left = 1000 * ARGV[2 * at + 1]
  end
  told[#told + 1] = sum
  told[#told + 1] = left
end
for at = counts + 1, #KEYS do
  told[#told + 1] = redis.call('exists', KEYS[at])
end
return told`;

interface WithScript {
  agoraCount: (keys: number, ...values: (string | number)[]) => Promise<number[]>;
}

interface Asked {
  additions: readonly Addition[];
  marks: readonly string[];
}

interface Told {
  counts: Count[];
  areThere: boolean[];
}

const known = new WeakMap<Redis, Counts>();

/** The counts of a connection. */
export function countsOf(redis: Redis): Counts {
  const present = known.get(redis);
  if (present) return present;
  redis.defineCommand('agoraCount', { lua: script });
  const together = new DataLoader<Asked, Told>(
    async (all) => {
      const additions = all.flatMap((one) => one.additions);
      const marks = all.flatMap((one) => one.marks);
      const told = await (redis as unknown as WithScript).agoraCount(
        additions.length + marks.length,
        ...additions.map(({ key }) => key),
        ...marks,
        additions.length,
        ...additions.flatMap(({ points, windowSeconds }) => [points, windowSeconds]),
      );
      let at = 0;
      let markAt = 2 * additions.length;
      return all.map((one) => ({
        counts: one.additions.map(() => ({ sum: told[at++] ?? 0, msLeft: told[at++] ?? 0 })),
        areThere: one.marks.map(() => told[markAt++] === 1),
      }));
    },
    // Whoever asks waits until this turn of the event loop has seen all that came in.
    { cache: false, maxBatchSize: mostAtOnce, batchScheduleFn: (send) => setImmediate(send) },
  );
  const made: Counts = {
    add: async (addition) => {
      const { counts } = await together.load({ additions: [addition], marks: [] });
      return counts[0] ?? { sum: 0, msLeft: 0 };
    },
    areThere: async (marks) => (await together.load({ additions: [], marks })).areThere,
  };
  known.set(redis, made);
  return made;
}
