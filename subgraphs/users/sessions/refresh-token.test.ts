import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { firstRefreshToken, isGenuine, nextRefreshToken, parseRefreshToken, type RefreshToken } from './refresh-token.ts';

const secret = 'a secret of at least thirty-two characters';
const sessionId = 'ses_01JD0000000000000000000000';

function parse(text: string): RefreshToken {
  const token = parseRefreshToken(text);
  if (token === null) throw new Error('Not a refresh token.');
  return token;
}

test('a successor is always the same, and genuine like every token of the session', () => {
  const first = firstRefreshToken(secret, sessionId, randomBytes);
  const second = nextRefreshToken(secret, parse(first));
  expect(nextRefreshToken(secret, parse(first))).toBe(second);
  expect(second).not.toBe(first);
  expect([first, second].map((token) => isGenuine(secret, parse(token)))).toEqual([true, true]);
});

test('changed bytes, another session and another secret make a token not genuine', () => {
  const token = parse(firstRefreshToken(secret, sessionId, randomBytes));
  const changed = { ...token, body: Buffer.from(token.body.map((byte, i) => (i === 5 ? byte ^ 1 : byte))) };
  expect(isGenuine(secret, changed)).toBe(false);
  expect(isGenuine(secret, { ...token, sessionId: 'ses_01JD0000000000000000000001' })).toBe(false);
  expect(isGenuine(`${secret}!`, token)).toBe(false);
});

test.each([
  '',
  '.',
  'ses_01JD0000000000000000000000',
  'x.y',
  `${sessionId}.`,
  `${sessionId}.${'A'.repeat(63)}`,
  `${sessionId}.${'A'.repeat(64)}.x`,
  `usr_01JD0000000000000000000000.${'A'.repeat(64)}`,
  `${sessionId}.${'!'.repeat(64)}`,
  'x'.repeat(100_000),
])('a text without the form of a refresh token is refused: %j', (text) => {
  expect(parseRefreshToken(text)).toBeNull();
});
