/** Budgets over time, shared by all gateways through Redis; each counts for itself while Redis is away. */
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { type Limiter, limiterOf } from '#lib/limits/limiter.ts';
import { addressKey } from '#lib/net/address-key.ts';
import type { GatewayRequest } from '../request.ts';

const windowSeconds = 60;
/** A minute's operations: of a signed-in viewer, of an address for all who come from it without signing in, and mutations of either. */
export const operationsPerViewer = 1_200;
export const operationsPerAddress = 600;
export const mutationsPerSender = 120;
/** A minute's objects that are loaded for a sender, in what counts of them (`count-objects.ts`). */
export const objectsPerSender = 100_000;
/** A minute's planning of operations that nobody has asked before, in milliseconds. */
export const planningMsPerSender = 10_000;
/** Of events, so many are loaded before they are taken from the budget: most of them are small. */
const eventObjectsAtOnce = 500;
/** Senders whose events are gathered at a time. */
const maxGathering = 50_000;
/** A minute's questions after health from one address, of which several probes need a few each; and what else it asks in vain or without signing in. */
export const healthPerAddress = 300;
export const othersPerAddress = 300;
/** A minute's messages over all sockets of an address, of whatever kind. */
export const messagesPerAddress = 30_000;

/** All throw AppError `RATE_LIMITED` with `retryAfter` in seconds. */
export interface Budgets {
  /** Of the viewer, or of the address where nobody is signed in. */
  takeOperation: (request: GatewayRequest, viewerId: string | null) => Promise<void>;
  /** Counts once for a request, however often it is called. */
  takeMutation: (request: GatewayRequest) => Promise<void>;
  /** Takes the objects that an operation could load; `settleObjects` gives back what it did not. */
  takeObjects: (request: GatewayRequest, objects: number) => Promise<void>;
  settleObjects: (request: GatewayRequest, loaded: number) => Promise<void>;
  /** Notes the objects of an event. Refuses a sender whose budget is known to be used up. */
  takeEvent: (request: GatewayRequest, loaded: number) => Promise<void>;
  /** Notes the time that planning took. */
  takePlanning: (request: GatewayRequest, ms: number) => Promise<void>;
  /** Refuses a sender whose time of planning is known to be used up; takes nothing. */
  checkPlanning: (request: GatewayRequest) => void;
  takeHealth: (request: GatewayRequest) => Promise<void>;
  /** Of requests besides operations, such as those for files that are not there. */
  takeOther: (request: GatewayRequest) => Promise<void>;
  takeMessages: (request: GatewayRequest, count: number) => Promise<void>;
  /** Refuses an address whose budget of other requests is known to be used up; takes nothing. */
  checkOther: (request: GatewayRequest) => void;
}

const unlimited: Budgets = {
  takeOperation: async () => undefined,
  takeMutation: async () => undefined,
  takeObjects: async () => undefined,
  settleObjects: async () => undefined,
  takeEvent: async () => undefined,
  takePlanning: async () => undefined,
  checkPlanning: () => undefined,
  takeHealth: async () => undefined,
  takeOther: async () => undefined,
  takeMessages: async () => undefined,
  checkOther: () => undefined,
};

/** Whose budget a request is taken from: the viewer's, or the address' where nobody is signed in. */
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
      refusal: (retryAfter) => `Too many ${what}: the next is possible in ${retryAfter} s.`,
    });
  const byViewer = limiter('viewer', operationsPerViewer, 'operations');
  const byAddress = limiter('address', operationsPerAddress, 'operations');
  const mutations = limiter('mutations', mutationsPerSender, 'operations');
  const objects = limiter('objects', objectsPerSender, 'objects');
  const reserved = new WeakMap<GatewayRequest, number>();
  const gathered = new LRUCache<string, number>({ max: maxGathering });
  const planning = limiter('planning', planningMsPerSender, 'new kinds of operations');
  const health = limiter('health', healthPerAddress);
  const others = limiter('others', othersPerAddress);
  const messages = limiter('messages', messagesPerAddress, 'messages');
  const counted = new WeakSet<GatewayRequest>();

  return {
    takeOperation: async ({ clientIp }, viewerId) => {
      await (viewerId === null ? byAddress.take(addressKey(clientIp)) : byViewer.take(viewerId));
    },
    takeMutation: async (request) => {
      if (counted.has(request)) return;
      counted.add(request);
      await mutations.take(senderOf(request));
    },
    takeObjects: async (request, wanted) => {
      const sender = senderOf(request);
      try {
        await objects.take(sender, wanted);
        reserved.set(request, wanted);
      } catch (error) {
        // Smaller ones may still fit.
        await objects.giveBack(sender, wanted);
        throw error;
      }
    },
    settleObjects: async (request, loaded) => {
      const rest = (reserved.get(request) ?? 0) - loaded;
      reserved.delete(request);
      if (rest > 0) await objects.giveBack(senderOf(request), rest);
    },
    takeEvent: async (request, loaded) => {
      const sender = senderOf(request);
      const refusal = objects.refusalOf(sender);
      if (refusal) throw refusal;
      const sum = (gathered.get(sender) ?? 0) + loaded;
      gathered.set(sender, sum < eventObjectsAtOnce ? sum : 0);
      if (sum >= eventObjectsAtOnce) await objects.take(sender, sum);
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
