/** Budgets per key and window. All processes share a count in Redis; while Redis is away, each process counts by itself. */
import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../core/errors.ts';

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
  /** Gives points back to a key. */
  giveBack: (key: string, points?: number) => Promise<void>;
  /** The error that `take` would throw, from this process' memory; null when it knows of none. It does not ask Redis. */
  refusalOf: (key: string) => AppError | null;
}

/** The used-up keys that each limiter remembers. */
const maxKnown = 50_000;

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
  const options = { keyPrefix: name, points, duration: windowSeconds };
  const limiter = new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(options),
  });
  const usedUp = new LRUCache<string, number>({ max: maxKnown, ttl: windowSeconds * 1_000 });
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
      try {
        await limiter.consume(hashed(key), taken);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        usedUp.set(key, performance.now() + error.msBeforeNext, { ttl: Math.max(1, error.msBeforeNext) });
        throw refuse(error.msBeforeNext);
      }
    },
    giveBack: async (key, points = 1) => {
      usedUp.delete(key);
      await limiter.reward(hashed(key), points);
    },
    refusalOf,
  };
}

/** Keeps names and addresses out of Redis, and gives every key one length. */
function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
