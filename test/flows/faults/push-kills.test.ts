/** A short run: each follower's device receives a post although a push worker is killed on the way. */
import { expect, test } from 'vitest';
import { pushWithKills } from '../../harness/load/push-kills.ts';

test('a post reaches every device under one collapse key although push workers are killed', { timeout: 120_000 }, async () => {
  const seen = await pushWithKills({ followers: 1_200, workers: 1, kills: 1, withinMs: 100_000, killEveryMs: 300 });
  expect(seen).toMatchObject({ missing: 0, collapseKeys: 1, goneLeft: 0, throttledAccepted: seen.throttled, killed: 1 });
  expect(seen.throttled).toBeGreaterThan(0);
  // Two chunks may have been in flight at the kill.
  expect(seen.repeats).toBeLessThanOrEqual(1_000);
});
