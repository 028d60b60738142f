import { expect, it, vi } from 'vitest';
import { standingIn, standings } from './segment.ts';

it('distinguishes a word from letters within another word', () => {
  expect(standingIn('昨日は東京に行きました', '東京')).toBe(standings.whole);
  expect(standingIn('東京都に行きました', '京都')).toBe(standings.within);
});

it('checks a bounded number of places, however often a text has the letters and whatever surrounds them', () => {
  const others = Array.from({ length: 1_500 }, (_, index) => `東京${String.fromCodePoint(0x30a2 + (index % 80))}${index % 10}`);
  const look = vi.spyOn(Intl.Segmenter.prototype, 'segment');
  standingIn(others.join(''), '東');
  expect(look.mock.calls.length).toBeLessThanOrEqual(12);
  look.mockRestore();
});
