import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { takeTurns } from './take-turns.ts';

afterEach(() => vi.useRealTimers());

test('does no more at once than it may, all of it, in the order it came, whatever fails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.boolean(), { maxLength: 20 }), async (atOnce, fails) => {
      const inTurn = takeTurns({ atOnce, patienceMs: 60_000 });
      const begun: number[] = [];
      let busy = 0;
      const ended = await Promise.allSettled(
        fails.map((isFailing, index) =>
          inTurn(async () => {
            begun.push(index);
            busy += 1;
            expect(busy).toBeLessThanOrEqual(atOnce);
            await nextTurn();
            busy -= 1;
            if (isFailing) throw new Error('failed');
          }),
        ),
      );
      expect(begun).toEqual(fails.map((_, index) => index));
      expect(ended.map(({ status }) => status)).toEqual(fails.map((isFailing) => (isFailing ? 'rejected' : 'fulfilled')));
    }),
    { numRuns: 50 },
  );
});

test('refuses what has waited too long, and goes on with what came later', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const inTurn = takeTurns({ atOnce: 1, patienceMs: 20 });
  const { promise: isOpen, resolve: open } = Promise.withResolvers<void>();
  const first = inTurn(async () => await isOpen);
  const late = inTurn(async () => 'late');
  vi.advanceTimersByTime(21);
  const timely = inTurn(async () => 'timely');
  vi.advanceTimersByTime(20);
  open();
  await expect(late).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', details: { retryAfter: 1 } });
  await expect(Promise.all([first, timely])).resolves.toEqual([undefined, 'timely']);
});
