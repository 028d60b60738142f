/**
 * The SDK's live feed yields each post once and in order through disturbances. `npm run prove -- live-feed` runs at
 * length.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disturbancesOf, disturbFeed } from '#test/harness/load/disturbed-feed.ts';
import { type SomeAgora, startServices } from '#test/harness/processes.ts';

let agora: SomeAgora<'users' | 'posts' | 'notifications'>;
beforeAll(async () => {
  agora = await startServices(['users', 'posts', 'notifications']);
});
afterAll(async () => await agora[Symbol.asyncDispose]());

test('its socket is cut, posts and the gateway are killed, Redis is flushed', async () => {
  const { killPosts, killGateway, flushRedis } = disturbancesOf(agora);
  const { published, yielded, cuts, reloads } = await disturbFeed(agora, {
    cuts: 12,
    loaders: 1,
    disturbances: [flushRedis, killPosts, killGateway],
    settleWithinMs: 20_000,
  });
  expect(cuts).toBe(12);
  expect(published.length).toBeGreaterThan(12);
  expect(yielded).toEqual(published);
  expect(reloads).toBe(0);
}, 120_000);
