import { once } from 'node:events';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startRedis, type RedisServer } from '#test/harness/stores/redis.ts';
import { newRequest, type GatewayRequest } from '../request.ts';
import { createBudgets, mutationsPerSender, objectsPerSender, senderOf, type Budgets } from './budgets.ts';

let server: RedisServer;
let redis: Redis;
let budgets: Budgets;
beforeAll(async () => {
  server = await startRedis();
  redis = new Redis(server.url);
  await once(redis, 'ready');
  budgets = createBudgets(redis);
});
afterAll(async () => {
  redis.disconnect();
  await server[Symbol.asyncDispose]();
});

const from = (clientIp: string, viewerId: string | null = null): GatewayRequest => {
  const request = newRequest({ clientIp, userAgent: undefined });
  request.identity.viewerId = viewerId;
  return request;
};
const isRefused = async (work: Promise<void>): Promise<boolean> =>
  await work.then(
    () => false,
    (error: unknown) => (expect(error).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfter: expect.any(Number) } }), true),
  );

it('an operation pays for what it loads, and for a moment for what it could load', async () => {
  for (let asked = 0; asked < 30; asked += 1) {
    const request = from('192.0.2.1');
    await budgets.takeObjects(request, 10_000);
    budgets.settleObjects(request, 100);
  }
  const under = Array.from({ length: 9 }, () => from('192.0.2.1'));
  for (const request of under) await budgets.takeObjects(request, 10_000);
  expect(await isRefused(budgets.takeObjects(from('192.0.2.1'), 10_000))).toBe(true);
  // What was refused was not taken: a smaller one fits, and others are not concerned.
  expect(await isRefused(budgets.takeObjects(from('192.0.2.1'), 5_000))).toBe(false);
  expect(await isRefused(budgets.takeObjects(from('192.0.2.2'), 10_000))).toBe(false);
  expect(await isRefused(budgets.takeObjects(from('192.0.2.1', 'usr_a'), 10_000))).toBe(false);
});

it('whoever has loaded all that they may is refused, wherever they come from', async () => {
  for (let loaded = 0; loaded < objectsPerSender; loaded += 10_000) {
    const request = from(`192.0.2.${10 + loaded / 10_000}`, 'usr_b');
    await budgets.takeObjects(request, 10_000);
    budgets.settleObjects(request, 10_000);
  }
  expect(await isRefused(budgets.takeObjects(from('192.0.2.3', 'usr_b'), 1))).toBe(true);
});

it('a mutation counts once, also for a copy of its request', async () => {
  const requests = Array.from({ length: mutationsPerSender }, () => from('192.0.2.4'));
  await Promise.all(requests.map(async (request) => await budgets.takeMutation(request)));
  for (const request of requests.slice(0, 3)) await budgets.takeMutation({ ...request });
  expect(await isRefused(budgets.takeMutation(from('192.0.2.4')))).toBe(true);
});

it('events are taken in lumps, from the same budget', async () => {
  let events = 0;
  const takeEvent = async (): Promise<void> => void (await budgets.takeEvent(senderOf(from('2001:db8::1')), 90));
  while (!(await isRefused(takeEvent()))) events += 1;
  expect(events * 90).toBeGreaterThan(objectsPerSender - 1_000);
  expect(events * 90).toBeLessThan(objectsPerSender + 1_000);
  expect(await isRefused(budgets.takeObjects(from('2001:db8::2'), 1))).toBe(true);
});
