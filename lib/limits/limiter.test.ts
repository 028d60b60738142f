import { once } from 'node:events';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startRedis, type RedisServer } from '#test/harness/stores/redis.ts';
import { type Limiter, limiterOf } from './limiter.ts';

let server: RedisServer;
let redis: Redis;
beforeAll(async () => {
  server = await startRedis();
  redis = new Redis(server.url, { maxRetriesPerRequest: 1, retryStrategy: () => 50 });
  redis.on('error', () => undefined);
  await once(redis, 'ready');
});
afterAll(async () => {
  redis.disconnect();
  await server[Symbol.asyncDispose]();
});

const make = (name: string, connection = redis): Limiter =>
  limiterOf(connection, { name, points: 3, windowSeconds: 60, refusal: (retryAfter) => `Wait ${retryAfter} s.` });
const outcome = async (limiter: Limiter, key: string, points?: number): Promise<unknown> =>
  await limiter.take(key, points).then(
    () => 'taken',
    (error: unknown) => error,
  );

it('refuses with the seconds to wait once a key is used up, in every process, and knows it without asking', async () => {
  const limiter = make('test:shared');
  expect(limiter.refusalOf('someone')).toBeNull();
  expect([await outcome(limiter, 'someone'), await outcome(limiter, 'someone', 2)]).toEqual(['taken', 'taken']);
  const other = new Redis(server.url);
  await once(other, 'ready');
  const refusal = { code: 'RATE_LIMITED', details: { retryAfter: 60 }, message: 'Wait 60 s.' };
  expect(await outcome(make('test:shared', other), 'someone')).toMatchObject(refusal);
  other.disconnect();
  expect(limiter.refusalOf('someone')).toBeNull();
  expect(await outcome(limiter, 'someone')).toMatchObject(refusal);
  expect(limiter.refusalOf('someone')).toMatchObject(refusal);
  expect(await outcome(limiter, 'someone else')).toBe('taken');
  expect((await redis.keys('*')).filter((key) => key.includes('someone'))).toEqual([]);
});

it('gives back', async () => {
  const limiter = make('test:back');
  for (let tries = 0; tries < 3; tries += 1) await limiter.take('one');
  limiter.giveBack('one');
  expect(await outcome(limiter, 'one')).toBe('taken');
  expect(await outcome(limiter, 'one')).toMatchObject({ code: 'RATE_LIMITED' });
  limiter.giveBack('one', 3);
  expect(await outcome(limiter, 'one', 2)).toBe('taken');
});

it('counts by itself while Redis is away, one count for all who use it', async () => {
  const away = new Redis('redis://127.0.0.1:1', { maxRetriesPerRequest: 1, retryStrategy: () => 50 });
  away.on('error', () => undefined);
  await vi.waitFor(() => expect(away.status).not.toBe('ready'));
  for (let tries = 0; tries < 3; tries += 1) await make('test:away', away).take('one');
  expect(await outcome(make('test:away', away), 'one')).toMatchObject({ code: 'RATE_LIMITED' });
  away.disconnect();
});
