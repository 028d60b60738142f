/** Budgets per key and window. All processes share a count in Redis; while Redis is away, each process counts by itself. */
import { hash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../core/errors.ts';
import { type Count, countsOf } from './counts.ts';
import { createReturns } from './returns.ts';

export interface LimiterOptions {
  /** The prefix of its keys in Redis. */
  name: string;
  /** The budget of each key in a window. */
  points: number;
  windowSeconds: number;
  /** Whether points are given back: a refusal then holds only until that happens. Otherwise a refused key does not ask Redis again. */
  givesBack?: boolean;
  /** The message of a refusal. */
  refusal: (retryAfter: number) => string;
}

export interface Limiter {
  /** Takes points of a key's budget. @throws AppError `RATE_LIMITED` with `retryAfter` in seconds when it is used up. */
  take: (key: string, points?: number) => Promise<void>;
  /** Gives points back to a key: at once for this process, and for others within a moment. */
  giveBack: (key: string, points?: number) => void;
  /** The error that `take` would throw, from this process' memory; null when it knows of none. It does not ask Redis. */
  refusalOf: (key: string) => AppError | null;
}

/** The used-up keys that each limiter remembers. */
const maxKnown = 50_000;
/** The keys whose hashes each limiter remembers. */
const maxHashes = 5_000;

// One limiter of each name per Redis connection: the count that replaces Redis while it is down must outlive a request.
const limiters = new WeakMap<Redis, Map<string, Limiter>>();

/** The limiter of that name on that connection; the options of its first use hold. */
export function limiterOf(redis: Redis, options: LimiterOptions): Limiter {
  const ofConnection = limiters.get(redis) ?? new Map<string, Limiter>();
  limiters.set(redis, ofConnection);
  const limiter = ofConnection.get(options.name) ?? createLimiter(redis, options);
  ofConnection.set(options.name, limiter);
  return limiter;
}

function createLimiter(redis: Redis, { name, points, windowSeconds, givesBack = true, refusal }: LimiterOptions): Limiter {
  const counts = countsOf(redis);
  const own = new RateLimiterMemory({ keyPrefix: name, points, duration: windowSeconds });
  const usedUp = new LRUCache<string, number>({ max: maxKnown, ttl: windowSeconds * 1_000 });
  const hashes = new LRUCache<string, string>({ max: maxHashes });
  /** Keeps names and addresses out of Redis, and gives every key one length. */
  const hashed = (key: string): string => {
    const present = hashes.get(key);
    if (present !== undefined) return present;
    const made = hash('sha256', key, 'base64url');
    hashes.set(key, made);
    return made;
  };
  /** Null where Redis cannot be asked. */
  const addShared = async (key: string, taken: number): Promise<Count | null> => {
    if (redis.status !== 'ready') return null;
    try {
      return await counts.add({ key: `${name}:${key}`, points: taken, windowSeconds });
    } catch {
      return null;
    }
  };
  const returns = createReturns(async (key, given) => {
    if (!(await addShared(hashed(key), -given))) await own.reward(hashed(key), given);
  });
  const refuse = (msLeft: number): AppError => {
    const retryAfter = Math.max(1, Math.ceil(msLeft / 1_000));
    return new AppError('RATE_LIMITED', refusal(retryAfter), { retryAfter });
  };
  const refusalOf: Limiter['refusalOf'] = (key) => {
    const untilMs = usedUp.get(key);
    if (untilMs === undefined) return null;
    const msLeft = untilMs - performance.now();
    return msLeft > 0 ? refuse(msLeft) : null;
  };
  return {
    take: async (key, taken = 1) => {
      const known = givesBack ? null : refusalOf(key);
      if (known) throw known;
      const back = returns.take(key);
      const count = (await addShared(hashed(key), taken - back)) ?? (await countBy(own, hashed(key), taken));
      if (count.sum <= points) return;
      usedUp.set(key, performance.now() + count.msLeft, { ttl: Math.max(1, count.msLeft) });
      throw refuse(count.msLeft);
    },
    giveBack: (key, given = 1) => {
      usedUp.delete(key);
      returns.add(key, given);
    },
    refusalOf,
  };
}

/** Counts in this process' memory. */
async function countBy(own: RateLimiterMemory, key: string, taken: number): Promise<Count> {
  const { consumedPoints, msBeforeNext } = await own.consume(key, taken).catch((error: unknown) => {
    if (error instanceof RateLimiterRes) return error;
    throw error;
  });
  return { sum: consumedPoints, msLeft: msBeforeNext };
}
