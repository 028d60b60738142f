/** Budgets over time, shared by all gateways through Redis; each counts for itself while Redis is away. */
import type { Redis } from 'ioredis';
import { type Limiter, limiterOf } from '#lib/limits/limiter.ts';
import { addressKey } from '#lib/net/address-key.ts';
import type { GatewayRequest } from '../request.ts';

const windowSeconds = 60;
/** A minute's operations: of a signed-in viewer, of an address for all who come from it without signing in, and mutations of either. */
export const operationsPerViewer = 1_200;
export const operationsPerAddress = 600;
export const mutationsPerSender = 120;
/** A minute's questions after health from one address, of which several probes need a few each; and what else it asks in vain or without signing in. */
export const healthPerAddress = 300;
export const othersPerAddress = 300;

/** All throw AppError `RATE_LIMITED` with `retryAfter` in seconds. */
export interface Budgets {
  /** Of the viewer, or of the address where nobody is signed in. */
  takeOperation: (request: GatewayRequest, viewerId: string | null) => Promise<void>;
  /** Counts once for a request, however often it is called. */
  takeMutation: (request: GatewayRequest) => Promise<void>;
  takeHealth: (request: GatewayRequest) => Promise<void>;
  /** Of requests besides operations, such as those for files that are not there. */
  takeOther: (request: GatewayRequest) => Promise<void>;
  /** Refuses an address whose budget of other requests is known to be used up; takes nothing. */
  checkOther: (request: GatewayRequest) => void;
}

const unlimited: Budgets = {
  takeOperation: async () => undefined,
  takeMutation: async () => undefined,
  takeHealth: async () => undefined,
  takeOther: async () => undefined,
  checkOther: () => undefined,
};

/** @param redis - Null where budgets are switched off. */
export function createBudgets(redis: Redis | null): Budgets {
  if (!redis) return unlimited;
  const limiter = (name: string, points: number, what = 'requests'): Limiter =>
    limiterOf(redis, {
      name: `budget:${name}`,
      points,
      windowSeconds,
      refusal: (retryAfter) => `Too many ${what}: the next is possible in ${retryAfter} s.`,
    });
  const byViewer = limiter('viewer', operationsPerViewer, 'operations');
  const byAddress = limiter('address', operationsPerAddress, 'operations');
  const mutations = limiter('mutations', mutationsPerSender, 'operations');
  const health = limiter('health', healthPerAddress);
  const others = limiter('others', othersPerAddress);
  const counted = new WeakSet<GatewayRequest>();

  return {
    takeOperation: async ({ clientIp }, viewerId) => {
      await (viewerId === null ? byAddress.take(addressKey(clientIp)) : byViewer.take(viewerId));
    },
    takeMutation: async (request) => {
      if (counted.has(request)) return;
      counted.add(request);
      await mutations.take(request.identity.viewerId ?? addressKey(request.clientIp));
    },
    takeHealth: async ({ clientIp }) => await health.take(addressKey(clientIp)),
    takeOther: async ({ clientIp }) => await others.take(addressKey(clientIp)),
    checkOther: ({ clientIp }) => {
      const refusal = others.refusalOf(addressKey(clientIp));
      if (refusal) throw refusal;
    },
  };
}
