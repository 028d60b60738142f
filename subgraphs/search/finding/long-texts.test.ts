/** The cost of searches among the longest possible posts, each of which has all words. */
import { describe, expect, test } from 'vitest';
import { createHighlighter } from './highlight.ts';
import { type RankedEntry, scoreOf } from './rank.ts';
import { readQuery } from './read-query.ts';
import { findingOfPost } from './findings.ts';

const longest = 5_000;

function entryOf(text: string): RankedEntry {
  const ids = { postId: 'pst_01M8HAXN2BMNMQ1TS9G522MWF4', authorId: 'usr_01M8HAXN2BMNMQ1TS9G522MWF4' };
  const others = { visibility: 'PUBLIC' as const, hashtags: [], mentionIds: [], mediaIds: [], publishedAt: '2026-01-31T12:00:00.000Z' };
  return { _id: `1/${ids.postId}`, ...findingOfPost({ ...ids, ...others, text }, 1) };
}

describe('highlights of a page', () => {
  const entry = entryOf(`needle ${'ก่ ข้ '.repeat(longest / 6)}`.slice(0, longest - 4) + ' end');

  test('mark a word at the end of each of the 20 longest posts', () => {
    const highlight = createHighlighter(readQuery('end'));
    for (let count = 0; count < 20; count += 1) expect(highlight(entry).join()).toContain('<mark>end</mark>');
  });

  test('read only the beginnings of the later texts of a hundred', () => {
    const highlight = createHighlighter(readQuery('end needle'));
    const found = Array.from({ length: 100 }, () => highlight(entry).join());
    expect(found.filter((each) => each.includes('<mark>end</mark>'))).toHaveLength(20);
    expect(found.filter((each) => each.includes('<mark>needle</mark>'))).toHaveLength(100);
  });
});

describe('the order of words', () => {
  const options = {
    ...{ asOf: new Date('2026-02-01'), viewerId: null, byBeginning: false },
    ...{ follows: (): boolean => false, weightOf: (): number => 1 },
  };
  const score = (entry: RankedEntry, query: string): number | null =>
    scoreOf({ entry, followers: 0 }, { ...options, query: readQuery(query) });

  test('comes from the index where the entry keeps it', () => {
    const entry = { ...entryOf('quick brown fox'), text: 'not read for this' };
    expect(score(entry, '"brown fox"')).not.toBeNull();
    expect(score(entry, '"fox brown"')).toBeNull();
    expect(score(entry, 'brown fox')).toBeGreaterThan(score(entry, 'fox brown') ?? 0);
  });

  test('comes from the text in an entry of an older version', () => {
    const { spoken: _, ...entry } = entryOf('quick brown fox');
    expect(score(entry, '"brown fox"')).not.toBeNull();
    expect(score(entry, '"fox brown"')).toBeNull();
  });
});
