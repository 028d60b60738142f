import { expect, test } from 'vitest';
import { createIdentityCheck } from './identity-check.ts';
import { hashBody, type Identity, type IdentitySeal, signIdentity, verifyIdentity } from './identity.ts';

const identity: Identity = { service: null, viewerId: 'usr_1', role: 'MEMBER', sessionId: 'ses_1', requestId: 'r', inAnyBlock: false };
const seal: IdentitySeal = { secret: 's'.repeat(32), audience: 'posts', bodyHash: hashBody('{}'), now: new Date('2026-01-01T00:00:00Z') };
const later = (seconds: number): Date => new Date(seal.now.getTime() + seconds * 1000);

test('a verified identity equals the signed one', () => {
  expect(verifyIdentity(signIdentity(identity, seal), seal)).toEqual(identity);
  expect(verifyIdentity(signIdentity(identity, seal), { ...seal, now: later(29) })).toEqual(identity);
  // Clocks that differ, either way.
  for (const seconds of [-30, -8, 40, 59])
    expect(verifyIdentity(signIdentity(identity, seal), { ...seal, now: later(seconds) })).toEqual(identity);
});

test.each([
  ['for another recipient', { audience: 'users' }],
  ['for another body', { bodyHash: hashBody('{ }') }],
  ['signed with another secret', { secret: 't'.repeat(32) }],
  ['expired', { now: later(61) }],
  ['from the future', { now: later(-31) }],
])('an identity %s is refused', (_what, other) => {
  expect(() => verifyIdentity(signIdentity(identity, seal), { ...seal, ...other })).toThrow('only the gateway');
});

test('a changed identity is refused', () => {
  const [payload = '', mac] = signIdentity(identity, seal).split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const forged = Buffer.from(JSON.stringify({ ...claims, viewerId: 'usr_2' })).toString('base64url');
  for (const token of [undefined, '', 'a.b', `${forged}.${mac}`, `${payload}.`, payload]) {
    expect(() => verifyIdentity(token, seal)).toThrow('only the gateway');
  }
});

test('a wrong clock is logged with its error, and not for every request', () => {
  const said: unknown[][] = [];
  let seconds = -45;
  const check = createIdentityCheck({
    secret: seal.secret,
    audience: seal.audience,
    clock: () => later(seconds),
    log: { error: (...words: unknown[]) => void said.push(words) },
  });
  const token = signIdentity(identity, seal);
  for (let i = 0; i < 100; i++) expect(() => check(token, seal.bodyHash)).toThrow('only the gateway');
  expect(said).toEqual([[{ aheadSeconds: 45 }, expect.stringContaining('45 s ahead of')]]);
  seconds = 90;
  expect(() => check(token, seal.bodyHash)).toThrow('only the gateway');
  expect(said).toHaveLength(2);
  expect(said[1]).toEqual([{ aheadSeconds: -90 }, expect.stringContaining('90 s behind')]);
  seconds = 200;
  // A forged identity proves nothing about clocks.
  for (const other of [`${token}x`, undefined, signIdentity(identity, { ...seal, audience: 'users' })])
    expect(() => check(other, seal.bodyHash)).toThrow('only the gateway');
  expect(said).toHaveLength(2);
});
