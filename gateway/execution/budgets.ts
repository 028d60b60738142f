/** Budgets over time, shared by all gateways through Redis; each counts for itself while Redis is away. */
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { addressKey } from '#lib/net/address-key.ts';
import { AppError } from '#lib/service/errors.ts';
import type { GatewayRequest } from '../request.ts';
import { toGraphQLError } from './errors.ts';

const windowSeconds = 60;
/** A minute's operations: of a signed-in viewer, of an address for all who come from it without signing in, and mutations of either. */
export const operationsPerViewer = 1_200;
export const operationsPerAddress = 600;
export const mutationsPerSender = 120;

export interface Budgets {
  /** @throws GraphQLError `RATE_LIMITED` with `retryAfter` in seconds. */
  takeOperation: (request: GatewayRequest) => Promise<void>;
  /** @throws GraphQLError `RATE_LIMITED` with `retryAfter` in seconds. */
  takeMutation: (request: GatewayRequest) => Promise<void>;
}

/** @param redis - Null where budgets are switched off. */
export function createBudgets(redis: Redis | null): Budgets {
  if (!redis) return { takeOperation: async () => undefined, takeMutation: async () => undefined };
  const limiter = (name: string, points: number): RateLimiterRedis => {
    const options = { keyPrefix: `budget:${name}`, points, duration: windowSeconds };
    return new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: new RateLimiterMemory(options) });
  };
  const byViewer = limiter('viewer', operationsPerViewer);
  const byAddress = limiter('address', operationsPerAddress);
  const mutations = limiter('mutations', mutationsPerSender);

  return {
    takeOperation: async ({ identity: { viewerId }, clientIp }) => {
      await (viewerId === null ? take(byAddress, addressKey(clientIp)) : take(byViewer, viewerId));
    },
    takeMutation: async ({ identity: { viewerId }, clientIp }) => {
      await take(mutations, viewerId ?? addressKey(clientIp));
    },
  };
}

async function take(limiter: RateLimiterRedis, sender: string): Promise<void> {
  try {
    await limiter.consume(sender);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw toGraphQLError(new AppError('RATE_LIMITED', `Too many operations: the next is possible in ${retryAfter} s.`, { retryAfter }));
  }
}
