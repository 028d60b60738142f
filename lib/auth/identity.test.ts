import { expect, test } from 'vitest';
import { hashBody, type Identity, type IdentitySeal, signIdentity, verifyIdentity } from './identity.ts';

const identity: Identity = { service: null, viewerId: 'usr_1', role: 'MEMBER', sessionId: 'ses_1', requestId: 'r', inAnyBlock: false };
const seal: IdentitySeal = { secret: 's'.repeat(32), audience: 'posts', bodyHash: hashBody('{}'), now: new Date('2026-01-01T00:00:00Z') };
const later = (seconds: number): Date => new Date(seal.now.getTime() + seconds * 1000);

test('an identity is what was signed', () => {
  expect(verifyIdentity(signIdentity(identity, seal), seal)).toEqual(identity);
  expect(verifyIdentity(signIdentity(identity, seal), { ...seal, now: later(29) })).toEqual(identity);
});

test.each([
  ['for another recipient', { audience: 'users' }],
  ['for another body', { bodyHash: hashBody('{ }') }],
  ['signed with another secret', { secret: 't'.repeat(32) }],
  ['expired', { now: later(31) }],
  ['from the future', { now: later(-10) }],
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
