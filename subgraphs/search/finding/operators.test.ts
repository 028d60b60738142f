/** Queries read tags and names as posts do, in every script and with any punctuation behind them. */
import { describe, expect, test } from 'vitest';
import { readQuery } from './read-query.ts';

/** The operators of a query, and its remaining words. */
function read(typed: string): { tags?: string[]; mentions?: string[]; from?: string[]; words?: string[] } {
  const { hashtags, mentions, from, words } = readQuery(typed);
  const found = { tags: hashtags, mentions, from, words: words.map(({ folded }) => folded) };
  return Object.fromEntries(Object.entries(found).filter(([, values]) => values.length > 0));
}

describe('tags', () => {
  test.each([
    ['#हिन्दी', { tags: ['हिन्दी'] }],
    ['#เชียงใหม่ bus', { tags: ['เชียงใหม่'], words: ['bus'] }],
    ['#مُحَمَّد', { tags: ['مُحَمَّد'] }],
    ['#می‌خواهم', { tags: ['می‌خواهم'] }],
    ['#col·lecció', { tags: ['col·lecció'] }],
    ['＃Ｔｏｋｙｏ', { tags: ['tokyo'] }],
    ['﹟東京', { tags: ['東京'] }],
    ['#İstanbul #ISTANBUL', { tags: ['istanbul'] }],
    // At the end of a sentence, or within one.
    ['tea #ceremony.', { tags: ['ceremony'], words: ['tea'] }],
    ['#東京、', { tags: ['東京'] }],
    ['#東京。', { tags: ['東京'] }],
    ['#سفر؟', { tags: ['سفر'] }],
    ['#दिल्ली।', { tags: ['दिल्ली'] }],
    ['#မြန်မာ။', { tags: ['မြန်မာ'] }],
    ['(#tea), "green tea"', { tags: ['tea'], words: ['green', 'tea'] }],
    ['#東京、#大阪！', { tags: ['東京', '大阪'] }],
    ['#tea/#coffee', { tags: ['tea'], words: ['coffee'] }],
    ['#party🎉', { tags: ['party'], words: ['🎉'] }],
    ['#foo-bar', { tags: ['foo'], words: ['bar'] }],
    ['#fet·', { tags: ['fet'] }],
    ['¿#fiesta?', { tags: ['fiesta'] }],
    // None.
    ['#', {}],
    ['# tea', { words: ['tea'] }],
    ['#1 song', { words: ['1', 'song'] }],
    ['C# and F#', { words: ['c', 'and', 'f'] }],
    ['https://example.com/#top', { words: ['https', 'example', 'com', 'top'] }],
    ['"#tea time"', { words: ['tea', 'time'] }],
    ['a#b', { words: ['a', 'b'] }],
  ])('%s', (typed, parts) => {
    expect(read(typed)).toEqual(parts);
  });
});

describe('names', () => {
  test.each([
    ['@mira', { mentions: ['mira'] }],
    ['＠Mira.K', { mentions: ['mira.k'] }],
    ['@mira.', { mentions: ['mira'] }],
    ['@mira.k...', { mentions: ['mira.k'] }],
    ['.@mira', { mentions: ['mira'] }],
    ['@miraさん 東京', { mentions: ['mira'], words: ['さん', '東京'] }],
    ['@mira、@tomas。', { mentions: ['mira', 'tomas'] }],
    ['@mira؟', { mentions: ['mira'] }],
    ["@mira's bread", { mentions: ['mira'], words: ['s', 'bread'] }],
    ['from:mira bread', { from: ['mira'], words: ['bread'] }],
    ['from:@Mira', { from: ['mira'] }],
    ['from:＠mira', { from: ['mira'] }],
    ['FROM:mira.k', { from: ['mira.k'] }],
    ['from：mira', { from: ['mira'] }],
    ['from:mira.', { from: ['mira'] }],
    ['from:@mira、', { from: ['mira'] }],
    ['from:mira؟', { from: ['mira'] }],
    ['(from:mira)', { from: ['mira'] }],
    ['from:mira,bread', { from: ['mira'], words: ['bread'] }],
    ['from:mi.ra_2!', { from: ['mi.ra_2'] }],
    // None.
    ['@mira@elsewhere.example', { words: ['mira', 'elsewhere', 'example'] }],
    ['@mira/core', { words: ['mira', 'core'] }],
    ['mail a@mira.example', { words: ['mail', 'a', 'mira', 'example'] }],
    ['https://example.com/@mira', { words: ['https', 'example', 'com', 'mira'] }],
    ['@mirañ', { words: ['miran'] }],
    ['from:@mira@elsewhere.example', { words: ['from', 'mira', 'elsewhere', 'example'] }],
    ['from:mirañ', { words: ['from', 'miran'] }],
    ['from: mira', { words: ['from', 'mira'] }],
    ['"from:mira"', { words: ['from', 'mira'] }],
    ['@ @. from:@', { words: ['from'] }],
  ])('%s', (typed, parts) => {
    expect(read(typed)).toEqual(parts);
  });
});

test.each(['has:media.', 'has:media、', '(HAS:MEDIA)', 'has：media', 'since:2026-01-31. until:2026-02-01。 has:media'])('%s', (typed) => {
  expect(read(typed)).toEqual({});
  expect(readQuery(typed).hasMedia).toBe(true);
});

test('a day with punctuation at its end is a day', () => {
  expect(readQuery('rain since:2026-01-31, until:2026-02-01।')).toMatchObject({
    since: new Date('2026-01-31T00:00:00.000Z'),
    until: new Date('2026-02-02T00:00:00.000Z'),
  });
});
