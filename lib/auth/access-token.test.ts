import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAccessTokenVerifier, type AccessTokenVerifier } from './access-token.ts';

const own = generateKeyPairSync('ed25519');
const next = generateKeyPairSync('ed25519');
const viewer = { viewerId: 'usr_1', sessionId: 'ses_1', role: 'MEMBER' };
const beganMs = Date.parse('2030-01-01T00:00:00Z');

let shown: Record<string, KeyObject> = {};
let [server, nowMs]: [Server | null, number] = [null, beganMs];
beforeAll(async () => {
  const listening = createServer((_request, response) => {
    const keys = Object.entries(shown).map(([kid, key]) => ({ ...key.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  server = listening;
});
afterAll(() => {
  server?.closeAllConnections();
  server?.close();
});

async function startVerifier(): Promise<AccessTokenVerifier> {
  [shown, nowMs] = [{ own: own.publicKey }, beganMs];
  const { port } = server?.address() as AddressInfo;
  const jwksUrl = new URL(`http://127.0.0.1:${port}/jwks.json`);
  const verifier = createAccessTokenVerifier({ jwksUrl, clock: () => new Date(nowMs) });
  await verifier.hasKeys;
  return verifier;
}

async function tokenOf(kid = 'own', key = own.privateKey, more: JWTPayload = {}): Promise<string> {
  const seconds = beganMs / 1_000;
  const claims = { iss: 'agora', aud: 'agora', sub: viewer.viewerId, sid: viewer.sessionId, role: viewer.role };
  return await new SignJWT({ ...claims, iat: seconds, exp: seconds + 900, ...more }).setProtectedHeader({ alg: 'EdDSA', kid }).sign(key);
}

describe('a token that was found valid', () => {
  it('is the same viewer again, in an answer that the caller may change', async () => {
    using verifier = await startVerifier();
    const token = await tokenOf();
    Object.assign(await verifier.verify(token), { role: 'ADMIN' });
    expect(await verifier.verify(token)).toEqual(viewer);
    Object.assign(await verifier.verify(token), { role: 'ADMIN' });
    expect(await verifier.verify(token)).toEqual(viewer);
  });

  it('is refused from its end on, as one that was never seen', async () => {
    using verifier = await startVerifier();
    const [known, unknown] = [await tokenOf(), await tokenOf('own', own.privateKey, { jti: 'x' })];
    await verifier.verify(known);
    nowMs = beganMs + 904_000;
    expect(await verifier.verify(known)).toEqual(viewer);
    nowMs = beganMs + 905_000;
    for (const token of [known, unknown]) await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is no longer known once its key is withdrawn', async () => {
    using verifier = await startVerifier();
    const token = await tokenOf();
    expect(await verifier.verify(token)).toEqual(viewer);
    shown = { next: next.publicKey };
    const other = await tokenOf('next', next.privateKey);
    // An unknown key makes the verifier read the keys, once the last time is long enough ago.
    await vi.waitFor(async () => expect(await verifier.verify(other)).toEqual(viewer), 10_000);
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('does not vouch for one with another signature', async () => {
    using verifier = await startVerifier();
    const token = await tokenOf();
    await verifier.verify(token);
    const [head, payload] = token.split('.');
    const [, , signature] = (await tokenOf('own', next.privateKey)).split('.');
    await expect(verifier.verify(`${head}.${payload}.${signature}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
