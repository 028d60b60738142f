/** Some histories of `npm run prove -- random-failures`. */
import { expect, test } from 'vitest';
import { cases, firstSeedOf } from '../../harness/generate/cases.ts';
import { runFailingHistory, stuckAfterMs } from '../../harness/random-failures/history.ts';
import { openFailingWorld } from '../../harness/random-failures/world.ts';

const historyCount = cases(1);
const firstSeed = firstSeedOf();

test('commands of the database fail at random: nothing is lost, doubled or stuck (needs a devdb of its own: no MONGODB_URI)', {
  timeout: historyCount * 60_000,
}, async ({ skip }) => {
  if (process.env['MONGODB_URI']) skip('clusters refuse fail points');
  await using world = await openFailingWorld();
  let struck = 0;
  for (let seed = firstSeed; seed < firstSeed + historyCount; seed += 1) {
    const history = await runFailingHistory(world, seed).catch((error: unknown) => {
      throw new Error(`With AGORA_SEED=${seed}: ${String(error)}`, { cause: error });
    });
    expect(history.slowestRequestMs, `the slowest request with AGORA_SEED=${seed}`).toBeLessThan(stuckAfterMs);
    expect(history.masked, `unexpected errors with AGORA_SEED=${seed}`).toEqual([]);
    struck += history.struck;
  }
  expect(struck).toBeGreaterThan(historyCount);
});
