import { expect, test } from 'vitest';
import { limited } from './limited.ts';

/** What a field of at most ten characters, three at least, says of a text. */
function saidOf(value: string): string {
  let said = '?';
  limited({ min: 3, max: 10 }).onInput({ currentTarget: { value, setCustomValidity: (text) => void (said = text) } });
  return said;
}

test.each([
  ['ten letters', 'abcdefghij'],
  ['ten emoji of many parts', '👩‍👩‍👧‍👦'.repeat(10)],
  ['ten syllables of Hindi', 'क्षि'.repeat(10)],
  ['ten letters with two accents', 'e\u0301\u0323'.repeat(10)],
  ['ten flags', '🇫🇷'.repeat(10)],
  ['nothing, which `required` is about', ''],
])('%s fit', (_says, text) => {
  expect(saidOf(text)).toBe('');
});

test.each([
  ['a'.repeat(11), 11],
  ['👍🏽'.repeat(11), 11],
  ['ab', 2],
  ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 2],
])('%s do not', (text, count) => {
  expect(saidOf(text)).toBe(`3 to 10 characters; these are ${count}.`);
});
