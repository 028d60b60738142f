import { expect, test } from 'vitest';
import { judgedCorpus, judgedNow, unknownKeys } from './corpus.ts';
import { ndcgAt10 } from './ndcg.ts';

test('the judgements name what the corpus has, which is the same each time', () => {
  expect(unknownKeys()).toEqual([]);
  expect(judgedCorpus()).toEqual(judgedCorpus());
  // The judgements of what is still of use are of this day.
  expect(judgedNow.toISOString()).toContain('2026-06-15');
});

test('the best order is worth 1, a worse one less, nothing 0', () => {
  const grades = { a: 3, b: 2, c: 1 };
  expect(ndcgAt10(['a', 'b', 'c', 'd'], grades)).toBe(1);
  expect(ndcgAt10(['b', 'a', 'c'], grades)).toBeLessThan(1);
  expect(ndcgAt10(['c', 'b', 'a'], grades)).toBeLessThan(ndcgAt10(['b', 'a', 'c'], grades));
  expect(ndcgAt10(['d'], grades)).toBe(0);
});
