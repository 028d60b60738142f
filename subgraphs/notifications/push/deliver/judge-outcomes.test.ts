import { expect, test } from 'vitest';
import type { PushOutcome } from '../sender.ts';
import { judgeOutcomes, waitMs } from './judge-outcomes.ts';

const deliveries = ['dev_1', 'dev_2', 'dev_3'].map((deviceId) => ({ deviceId }));

test.each<[PushOutcome, boolean, string, string | null]>([
  [{ state: 'accepted' }, false, 'ACCEPTED', null],
  [{ state: 'accepted' }, true, 'ACCEPTED', null],
  [{ state: 'throttled', reason: 'quota', afterMs: null }, false, 'QUEUED', 'quota'],
  [{ state: 'throttled', reason: 'quota', afterMs: 5_000 }, true, 'FAILED', 'quota'],
  [{ state: 'unregistered', reason: 'gone' }, false, 'FAILED', 'gone'],
  [{ state: 'refused', reason: 'too large' }, false, 'FAILED', 'too large'],
])('%o, late: %s, is %s', (outcome, isLate, state, reason) => {
  expect(judgeOutcomes(deliveries, [outcome], isLate).results).toEqual([{ delivery: deliveries[0], state, reason }]);
});

test('only devices that the service no longer knows are gone, and the longest demanded wait counts', () => {
  const { results, goneIds, afterMs } = judgeOutcomes(
    deliveries,
    [
      { state: 'throttled', reason: 'quota', afterMs: 9_000 },
      { state: 'unregistered', reason: 'gone' },
      { state: 'throttled', reason: 'busy', afterMs: 2_000 },
    ],
    false,
  );
  expect(results.map(({ delivery, state }) => [delivery.deviceId, state])).toEqual([
    ['dev_1', 'QUEUED'],
    ['dev_2', 'FAILED'],
    ['dev_3', 'QUEUED'],
  ]);
  expect({ goneIds, afterMs }).toEqual({ goneIds: ['dev_2'], afterMs: 9_000 });
});

test.each([
  [1, 0, 0, 1_000],
  [2, 0, 0, 2_000],
  [6, 0, 0, 32_000],
  [7, 0, 0, 60_000],
  [50, 0, 0, 60_000],
  [1, 0, 1, 1_500],
  [1, 120_000, 0, 120_000],
  [3, 120_000, 0.5, 150_000],
])('round %i after a demanded %i ms, by chance %f: wait %i ms', (round, afterMs, chance, expected) => {
  expect(waitMs({ round, afterMs, chance })).toBe(expected);
});
