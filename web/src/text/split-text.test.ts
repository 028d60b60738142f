import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitText } from './split-text.ts';

const marks = fc.constantFrom('#', '@', 'https://', 'http://a.example/', 'mira', 'ü', ' ', '.', ')', '(', '\n', '_', '/', '&', '🌊');
const texts = fc.array(marks, { maxLength: 30 }).map((parts) => parts.join(''));

describe('splitText', () => {
  test('its pieces joined are the text again', () => {
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

  test('addresses are of the web alone', () => {
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

  test('names and tags are found as the server finds them', () => {
    const pieces = splitText('@Mira. and @nobody like #Größe, not a#b or x@mira', ['mira']);
    expect(pieces.filter(({ kind }) => kind !== 'text')).toEqual([
      { kind: 'mention', text: '@Mira', username: 'Mira' },
      { kind: 'tag', text: '#Größe', tag: 'größe' },
    ]);
  });
});
