/** Budgets over time, shared by all gateways through Redis. While Redis is away, each gateway counts for itself. */
import type { Redis } from 'ioredis';
import { type Limiter, limiterOf } from '#lib/limits/limiter.ts';
import { addressKey } from '#lib/net/address-key.ts';
import type { GatewayRequest } from '../request.ts';

const windowSeconds = 60;
/** Operations a minute: of a signed-in viewer, of all signed-out clients of an address, and mutations of either. */
export const operationsPerViewer = 1_200;
export const operationsPerAddress = 600;
export const mutationsPerSender = 120;
/** Objects a minute that are loaded for a sender, as `count-objects.ts` counts them. */
export const objectsPerSender = 100_000;
/** Milliseconds a minute in which operations of new shapes are planned for a sender. */
export const planningMsPerSender = 10_000;
/** Events are charged once they have loaded this many objects together, because most events are small. */
const eventObjectsAtOnce = 500;
/** Senders whose uncharged events are remembered at a time. */
const maxGathering = 50_000;
/**
 * Requests a minute from one address: health checks, of which several probes need a few each; and signed-out or failed
 * requests besides operations.
 */
export const healthPerAddress = 300;
export const othersPerAddress = 300;
/** Messages a minute over all sockets of an address. */
export const messagesPerAddress = 30_000;

/** All throw AppError `RATE_LIMITED` with `retryAfter` in seconds. */
export interface Budgets {
  /** Charges the viewer, or the address of a signed-out client. */
  takeOperation: (request: GatewayRequest, viewerId: string | null) => Promise<void>;
  /** Counts once for a request, however often it is called. */
  takeMutation: (request: GatewayRequest) => Promise<void>;
  /**
   * Charges the objects that an operation could load; `settleObjects` gives back those that it did not load.
   *
   * @param sender - As `senderOf` names it, where the request does not say yet.
   */
  takeObjects: (request: GatewayRequest, objects: number, sender?: string) => Promise<void>;
  settleObjects: (request: GatewayRequest, loaded: number) => void;
  /**
   * Counts the objects of an event, as `senderOf` names its sender. At once it refuses one whose budget is known to be used up; the
   * promise, which most calls have none of, does when it turns out so.
   */
  takeEvent: (sender: string, loaded: number) => Promise<void> | null;
  /** Counts the time that planning took. */
  takePlanning: (request: GatewayRequest, ms: number) => Promise<void>;
  /** Refuses a sender whose planning time is known to be used up; charges nothing. */
  checkPlanning: (request: GatewayRequest) => void;
  takeHealth: (request: GatewayRequest) => Promise<void>;
  /** Charges requests that are no operations, such as those for missing files. */
  takeOther: (request: GatewayRequest) => Promise<void>;
  takeMessages: (request: GatewayRequest, count: number) => Promise<void>;
  /** Refuses an address whose budget of other requests is known to be used up; charges nothing. */
  checkOther: (request: GatewayRequest) => void;
}

const unlimited: Budgets = {
  takeOperation: async () => undefined,
  takeMutation: async () => undefined,
  takeObjects: async () => undefined,
  settleObjects: () => undefined,
  takeEvent: () => null,
  takePlanning: async () => undefined,
  checkPlanning: () => undefined,
  takeHealth: async () => undefined,
  takeOther: async () => undefined,
  takeMessages: async () => undefined,
  checkOther: () => undefined,
};

/** The budget that a request is charged to: the viewer's, or that of the address of a signed-out client. */
export function senderOf({ identity: { viewerId }, clientIp }: GatewayRequest): string {
  return viewerId ?? addressKey(clientIp);
}

/** @param redis - Null where budgets are switched off. */
export function createBudgets(redis: Redis | null): Budgets {
  if (!redis) return unlimited;
  const limiter = (name: string, points: number, what = 'requests'): Limiter =>
    limiterOf(redis, {
      name: `budget:${name}`,
      points,
      windowSeconds,
      givesBack: name === 'objects',
      refusal: (retryAfter) => `Too many ${what}: the next is possible in ${retryAfter} s.`,
    });
  const byViewer = limiter('viewer', operationsPerViewer, 'operations');
  const byAddress = limiter('address', operationsPerAddress, 'operations');
  const mutations = limiter('mutations', mutationsPerSender, 'operations');
  const objects = limiter('objects', objectsPerSender, 'objects');
  const reserved = new WeakMap<GatewayRequest, { sender: string; wanted: number }>();
  const gathered = new Map<string, { sum: number }>();
  const planning = limiter('planning', planningMsPerSender, 'new kinds of operations');
  const health = limiter('health', healthPerAddress);
  const others = limiter('others', othersPerAddress);
  const messages = limiter('messages', messagesPerAddress, 'messages');
  // By what the copies of a request share: Apollo Server works with one.
  const counted = new WeakSet<GatewayRequest['unavailable']>();

  return {
    takeOperation: async ({ clientIp }, viewerId) => {
      await (viewerId === null ? byAddress.take(addressKey(clientIp)) : byViewer.take(viewerId));
    },
    takeMutation: async (request) => {
      if (counted.has(request.unavailable)) return;
      counted.add(request.unavailable);
      await mutations.take(senderOf(request));
    },
    takeObjects: async (request, wanted, sender = senderOf(request)) => {
      try {
        await objects.take(sender, wanted);
        reserved.set(request, { sender, wanted });
      } catch (error) {
        // A smaller operation may still fit.
        objects.giveBack(sender, wanted);
        throw error;
      }
    },
    settleObjects: (request, loaded) => {
      const { sender, wanted } = reserved.get(request) ?? { sender: '', wanted: 0 };
      reserved.delete(request);
      if (wanted > loaded) objects.giveBack(sender, wanted - loaded);
    },
    takeEvent: (sender, loaded) => {
      const refusal = objects.refusalOf(sender);
      if (refusal) throw refusal;
      const own = gathered.get(sender) ?? { sum: 0 };
      // Called for each client of an event: a sender that is known is not written again.
      if (own.sum === 0) gathered.set(sender, own);
      own.sum += loaded;
      if (gathered.size > maxGathering) gathered.delete(gathered.keys().next().value ?? '');
      if (own.sum < eventObjectsAtOnce) return null;
      gathered.delete(sender);
      return objects.take(sender, own.sum);
    },
    takePlanning: async (request, ms) => await planning.take(senderOf(request), ms),
    checkPlanning: (request) => {
      const refusal = planning.refusalOf(senderOf(request));
      if (refusal) throw refusal;
    },
    takeHealth: async ({ clientIp }) => await health.take(addressKey(clientIp)),
    takeOther: async ({ clientIp }) => await others.take(addressKey(clientIp)),
    takeMessages: async ({ clientIp }, count) => await messages.take(addressKey(clientIp), count),
    checkOther: ({ clientIp }) => {
      const refusal = others.refusalOf(addressKey(clientIp));
      if (refusal) throw refusal;
    },
  };
}
