import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markedWords, splitMarks } from './marks.ts';

test('matched words are read from HTML', () => {
  expect(markedWords(['…the <mark>Trams</mark> &amp; <mark>Tom&#39;s</mark>', '<mark>tram</mark>', 'none'])).toEqual(
    new Set(['trams', "tom's", 'tram']),
  );
});

test('whole words are marked at each position', () => {
  const marked = splitMarks('Trams, tramway, #trams: TRAMS', new Set(['trams']));
  expect(marked.filter(({ isMarked }) => isMarked).map(({ text }) => text)).toEqual(['Trams', 'trams', 'TRAMS']);
});

test('the joined pieces are the text again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (text, words) => {
      const pieces = splitMarks(text, new Set([...words, ...text.toLowerCase().split(' ')]));
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    }),
  );
});
