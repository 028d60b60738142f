import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FeedItem, mergeItems } from './merge-items.ts';

const item = (postId: string, second: number): FeedItem => ({ postId, publishedAt: new Date(second * 1_000) });
const idsOf = (items: FeedItem[]): string[] => items.map(({ postId }) => postId);

it('puts the newest first, and the higher id first where moments are equal', () => {
  expect(idsOf(mergeItems([item('a', 1), item('c', 2), item('b', 2), item('d', 0)], 10))).toEqual(['c', 'b', 'a', 'd']);
});

it('keeps a post of two sources once, and no more than the limit', () => {
  expect(idsOf(mergeItems([item('a', 3), item('b', 2), item('a', 3), item('c', 1)], 2))).toEqual(['a', 'b']);
});

const sources = fc.array(fc.array(fc.record({ id: fc.nat(20), second: fc.nat(5) }), { maxLength: 10 }), { maxLength: 4 });

it('gives the first items of all, in whatever order and from however many sources they come', () => {
  fc.assert(
    fc.property(sources, fc.integer({ min: 1, max: 15 }), (lists, limit) => {
      // A post has one moment.
      const secondOf = new Map(lists.flat().map(({ id, second }) => [id, second]));
      const parts = lists.map((list) => list.map(({ id }) => item(String(id).padStart(2, '0'), secondOf.get(id) ?? 0)));
      const whole = mergeItems(parts.flat(), 100);
      expect(idsOf(whole)).toEqual(idsOf(mergeItems(parts.toReversed().flat(), 100)));
      expect(new Set(idsOf(whole)).size).toBe(whole.length);
      expect(whole).toHaveLength(secondOf.size);
      // A source that gives only its own first items changes nothing.
      const shortened = parts.map((part) => mergeItems(part, limit));
      expect(mergeItems(shortened.flat(), limit)).toEqual(whole.slice(0, limit));
    }),
  );
});
