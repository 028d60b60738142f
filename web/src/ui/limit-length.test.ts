import { expect, test } from 'vitest';
import { limitLength } from './limit-length.ts';

/** The validation message of a field of 3 to 10 characters. */
function messageOf(value: string): string {
  let message = '?';
  limitLength({ min: 3, max: 10 }).onInput({ currentTarget: { value, setCustomValidity: (text) => void (message = text) } });
  return message;
}

test.each([
  ['ten letters', 'abcdefghij'],
  ['ten emoji of many parts', '👩‍👩‍👧‍👦'.repeat(10)],
  ['ten syllables of Hindi', 'क्षि'.repeat(10)],
  ['ten letters with two accents', 'e\u0301\u0323'.repeat(10)],
  ['ten flags', '🇫🇷'.repeat(10)],
  ['an empty text, which `required` handles', ''],
])('%s fit', (_name, text) => {
  expect(messageOf(text)).toBe('');
});

test.each([
  ['a'.repeat(11), 11],
  ['👍🏽'.repeat(11), 11],
  ['ab', 2],
  ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 2],
])('%s do not fit', (text, count) => {
  expect(messageOf(text)).toBe(`3 to 10 characters; these are ${count}.`);
});
