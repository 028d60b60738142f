/** Each follower's device has a post once its author's followers have been through, though a worker is killed on the way; in short. */
import { expect, test } from 'vitest';
import { pushWithKills } from '../../harness/load/push-kills.ts';

test('a post comes to every device, with one collapse key, whatever is killed', { timeout: 120_000 }, async () => {
  const seen = await pushWithKills({ followers: 1_200, workers: 1, kills: 1, withinMs: 100_000, killEveryMs: 300 });
  expect(seen).toMatchObject({ missing: 0, collapseKeys: 1, goneLeft: 0, throttledAccepted: seen.throttled, killed: 1 });
  expect(seen.throttled).toBeGreaterThan(0);
  // What was in flight at the kill: two chunks.
  expect(seen.repeats).toBeLessThanOrEqual(1_000);
});
