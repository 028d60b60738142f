import { describe, expect, test } from 'vitest';
import { findParts } from './find-parts.ts';

const mentionsOf = (text: string): string[] => findParts(text).flatMap((part) => (part.kind === 'mention' ? [part.username] : []));
const addressesOf = (text: string): string[] => findParts(text).flatMap((part) => (part.kind === 'address' ? [part.href] : []));

describe('mentions', () => {
  test.each([
    ['.@mira please', ['mira']],
    ['Thanks.@mira, (@tomas) "@yuki" …@amara -@leo', ['mira', 'tomas', 'yuki', 'amara', 'leo']],
    ['@MIRA @mira. @mira... @mira!', ['mira', 'mira', 'mira', 'mira']],
    ['@mira.k and @b_2', ['mira.k', 'b_2']],
    ["@mira's, @mira’s and @mira:", ['mira', 'mira', 'mira']],
    ['＠mira', ['mira']],
    ['@miraさん、@tomas님 @yuki先生', ['mira', 'tomas', 'yuki']],
    ['@mira、@tomas。@yuki・@leo_', ['mira', 'tomas', 'yuki', 'leo_']],
    ['cc:@mira RT:@tomas', ['mira', 'tomas']],
    ['@mira-san and @mira - no', ['mira', 'mira']],
    ['@mira:hello @mira/', ['mira', 'mira']],
    ['see https://example.com/a, @mira', ['mira']],
    ['\u2067@mira\u2069', ['mira']],
  ])('%s', (text, usernames) => {
    expect(mentionsOf(text)).toEqual(usernames);
  });

  test.each([
    'hi @mira@elsewhere.example',
    '@mira@elsewhere and @mira＠elsewhere',
    'https://example.com/?bar=@mira',
    'https://example.com/@mira',
    'http://localhost:4000/@mira http://[::1]/@mira',
    'example.com/@mira www.example.com/@mira //example.com/@mira x.com/@mira',
    'ftp://example.com/@mira ssh://git@example.com/@mira gemini://x/a,@mira',
    'mailto:@mira mailto:a@example.com,@mira acct:@mira@example.com xmpp:@mira',
    'mail mira@mira.example, a.b@mira.example or +@mira@mira',
    'npm i @mira/core @mira/core@1.2.3 @mira-labs/core',
    '@mira:elsewhere.example',
    '@mirañ @miran\u0303 @mira\u0301 @miraü @miraж @mira２',
    'a@mira é@mira _@mira 1@mira @@mira file=@mira',
    '@mi @mi... @... @',
    '@\u212aelvin @mi\u017fa',
    `@${'m'.repeat(31)}`,
  ])('%s mentions nobody', (text) => {
    expect(mentionsOf(text)).toEqual([]);
  });
});

describe('addresses', () => {
  test.each([
    ['See https://a.example/b.', ['https://a.example/b']],
    ['(https://a.example/b_(c))', ['https://a.example/b_(c)']],
    ['https://a.example/?q=1&r=2, then', ['https://a.example/?q=1&r=2']],
    ['see example.com/a and www.example.org!', ['https://example.com/a', 'https://www.example.org/']],
    ['詳細はhttps://example.com/a。', ['https://example.com/a']],
    ['https://bücher.de/straße', ['https://xn--bcher-kva.de/stra%C3%9Fe']],
    ['#node.dev is a tag, 1.5 and a.b.c no address', []],
    ['ftp://example.com javascript://a mailto:a@example.com a@example.com', []],
    ['https://user:word@example.com', []],
  ])('%s', (text, hrefs) => {
    expect(addressesOf(text)).toEqual(hrefs);
  });
});

test('parts come in order, apart from each other', () => {
  const text = '@mira #tea https://a.example/#x @tomas, #b@mira example.com #c·d';
  const parts = findParts(text);
  expect(parts.map(({ start, end }) => text.slice(start, end))).toEqual([
    ...['@mira', '#tea', 'https://a.example/#x', '@tomas', '#b', 'example.com', '#c·d'],
  ]);
});

// Ten times what a post may have takes so long as it does for ten times as much, not a hundred times.
test.each([
  '#a',
  '@mira',
  '@aaa-b',
  '-b',
  '@mira/',
  '#a·',
  'http://a.b/',
  'a.com ',
  'a.',
  'a+',
  'mailto:a',
  '://',
  'x://',
  '(',
  '日本.com',
  '#\u0301',
])('a text of %j alone is read in time that grows with it', (seed) => {
  const timeOf = (length: number): number => {
    const text = seed.repeat(length / seed.length);
    const from = performance.now();
    findParts(text);
    return performance.now() - from;
  };
  timeOf(5_000);
  expect(timeOf(20_000)).toBeLessThan(500);
});
