import { expect, test } from 'vitest';
import { killDuringUploads } from '#test/harness/load/media-kills.ts';

test('answered uploads end once, with their files, although media is killed', { timeout: 120_000 }, async () => {
  const { faults, ready } = await killDuringUploads({ uploads: 3, kills: 4 });
  expect(faults).toEqual([]);
  expect(ready).toBe(3);
});
