/**
 * A refresh token used many times at once has one successor. An old token used again ends the session and its
 * subscriptions.
 */
import { expect, test } from 'vitest';
import { isMissed } from '#test/harness/load/figures.ts';
import { startSupergraph } from '#test/harness/supergraph.ts';
import { reuseToken } from '../../prove/faults/parts/attackers/reuse-token.ts';

test('one successor, and the session ends with its subscriptions', async () => {
  let offsetMs = 0;
  await using agora = await startSupergraph({ clock: () => new Date(Date.now() + offsetMs) });
  const pass = async (ms: number): Promise<void> => {
    offsetMs += ms;
  };
  const figures = await reuseToken({ clients: [agora], pass });
  expect(figures.filter((figure) => figure.exactly !== undefined && isMissed(figure))).toEqual([]);
});
