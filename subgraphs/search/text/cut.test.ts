import { expect, it } from 'vitest';
import { cutText } from './cut.ts';

const lowers = (text: string): string[] => cutText(text).flatMap(({ parts }) => parts.map(({ lower }) => lower));

it('gives the rests that begin at each part of a word with apostrophes', () => {
  expect(lowers("d'aujourd'hui")).toEqual(expect.arrayContaining(['aujourdhui', 'aujourd', 'hui']));
});

it('gives a word of very many parts no rests', () => {
  const word = "ab'".repeat(1_000);
  expect(lowers(word).join('').length).toBeLessThanOrEqual(word.length);
});
