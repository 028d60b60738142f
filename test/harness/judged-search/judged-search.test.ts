import { expect, test } from 'vitest';
import { judgedCorpus, judgedNow, unknownKeys } from './corpus.ts';
import { ndcgAt10 } from './ndcg.ts';

test('every judged key is in the corpus, and each run makes the same corpus', () => {
  expect(unknownKeys()).toEqual([]);
  expect(judgedCorpus()).toEqual(judgedCorpus());
  // The judgements of what is still of use are of this day.
  expect(judgedNow.toISOString()).toContain('2026-06-15');
});

test('nDCG is 1 for the best order, less for a worse one, 0 without finds', () => {
  const grades = { a: 3, b: 2, c: 1 };
  expect(ndcgAt10(['a', 'b', 'c', 'd'], grades)).toBe(1);
  expect(ndcgAt10(['b', 'a', 'c'], grades)).toBeLessThan(1);
  expect(ndcgAt10(['c', 'b', 'a'], grades)).toBeLessThan(ndcgAt10(['b', 'a', 'c'], grades));
  expect(ndcgAt10(['d'], grades)).toBe(0);
});
