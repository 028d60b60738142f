import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countCharacters, isBlank, splitText } from './src/text.ts';

const marks = fc.constantFrom(
  '#',
  '@',
  'https://',
  'http://a.example/',
  'mira',
  'ü',
  ' ',
  '.',
  ')',
  '(',
  '\n',
  '_',
  '/',
  '&',
  '🌊',
  '・',
  '\u200c',
  '東',
  '＃',
  'x.com',
  '\u0301',
);
const texts = fc.array(marks, { maxLength: 30 }).map((parts) => parts.join(''));

describe('splitText', () => {
  test('the joined pieces are the text again', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(
          splitText(text, ['mira'])
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  test('addresses are http or https only', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const piece of splitText(text, [])) if (piece.kind === 'address') expect(piece.href).toMatch(/^https?:\/\//);
      }),
    );
    expect(splitText('javascript://a data:text/html,b', [])).toEqual([{ kind: 'text', text: 'javascript://a data:text/html,b' }]);
  });

  test.each([
    ['See https://a.example/b.', 'https://a.example/b'],
    ['(https://a.example/b_(c))', 'https://a.example/b_(c)'],
    ['https://a.example/?q=1&r=2, then', 'https://a.example/?q=1&r=2'],
  ])('%s', (text, href) => {
    expect(splitText(text, []).find(({ kind }) => kind === 'address')).toEqual({ kind: 'address', text: href, href });
  });

  test('mentions and tags are found as on the server', () => {
    const pieces = splitText('@Mira. and @nobody like #Größe, not a#b or x@mira', ['mira']);
    expect(pieces.filter(({ kind }) => kind !== 'text')).toEqual([
      { kind: 'mention', text: '@Mira', username: 'mira' },
      { kind: 'tag', text: '#Größe', tag: 'größe' },
    ]);
  });
});

test.each([
  ['नमस्ते', 3],
  ['e\u0301te\u0301', 3],
  ['👩‍👩‍👧‍👦👍🏽🇫🇷❤️', 4],
  ['한국어', 3],
  ['\r\n', 1],
  ['Z\u0351\u036b\u0343a', 2],
])('%j has %i characters', (text, count) => {
  expect(countCharacters(text)).toBe(count);
});

test('a text of invisible characters is blank', () => {
  for (const text of ['', ' \n', '\u200b\u2060', '\u3164', '\u2800', '\u{13430}', '\u0301'])
    expect(isBlank(text), JSON.stringify(text)).toBe(true);
  for (const text of ['.', '🌊', '\u2066ok\u2069']) expect(isBlank(text), text).toBe(false);
});
