/** Slows clients down that go on after many refusals: a client in a loop then costs a fraction of what it did. */
import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { addressKey } from '#lib/net/address-key.ts';

/** Refusals of an address in a minute that are answered at once. */
export const promptRefusals = 20;
const waitMs = 250;
const windowMs = 60_000;
const maxKnown = 50_000;

/** Waits before a refusal is answered, where its address has had many; until its client leaves at most. */
export function createSlowRefusals(): (clientIp: string, signal: AbortSignal) => Promise<void> {
  const refusals = new LRUCache<string, number>({ max: maxKnown, ttl: windowMs, noUpdateTTL: true });
  return async (clientIp, signal) => {
    const key = addressKey(clientIp);
    const count = (refusals.get(key) ?? 0) + 1;
    refusals.set(key, count);
    if (count > promptRefusals) await delay(waitMs, undefined, { signal }).catch(() => undefined);
  };
}
