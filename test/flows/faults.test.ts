/** The essence of `npm run prove -- faults`, each row once; how long things take is left to the proof. */
import { expect, test } from 'vitest';
import { type Figure, isMissed } from '#test/harness/figures.ts';
import { killEach } from '../prove/faults/kill.ts';

/** Figures that are not as they have to be, whatever the machine does besides. */
function wrong(figures: readonly Figure[]): Figure[] {
  return figures.filter((figure) => figure.exactly !== undefined && isMissed(figure));
}

test('services are killed under load: nothing acknowledged is lost, nothing is there twice, the others go on', async () => {
  expect(wrong(await killEach({ rounds: 1, names: ['posts', 'gateway'], awayMs: 300 }))).toEqual([]);
}, 60_000);
