/**
 * The keys that access tokens are signed with: Ed25519, one per week and identity secret, made by whichever process needs
 * it first. A key is published an hour before its week where anybody runs then, and until the last token of it has expired.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import type { UsersDeps } from '../context.ts';
import { isDuplicateKey } from '#lib/db/duplicate-key.ts';
import type { SigningKeyRecord } from '../model.ts';

const periodMs = 7 * 86_400_000;
const publishedAheadMs = 3_600_000;
const publishedAfterMs = 3_600_000;

export interface SigningKey {
  kid: string;
  key: CryptoKey;
}

type KeyDeps = Pick<UsersDeps, 'models' | 'config' | 'clock' | 'random' | 'connection'>;

// The key of the week, opened once per process and database.
const opened = new WeakMap<UsersDeps['connection'], { id: string; signingKey: SigningKey }>();

function sealingKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'users:signing-key', 32));
}

function seal({ config, random }: KeyDeps, id: string, jwk: JWK): string {
  const nonce = Buffer.from(random(12));
  const cipher = createCipheriv('aes-256-gcm', sealingKey(config.AGORA_IDENTITY_SECRET), nonce).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(jwk)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

function unseal({ config }: KeyDeps, id: string, sealed: string): JWK {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(config.AGORA_IDENTITY_SECRET), bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(12, 28));
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString()) as JWK;
}

/** The name of a period's key. A new identity secret opens no old key: it gets keys of its own, and the old ones stay published. */
function keyId({ config }: KeyDeps, period: number): string {
  const fingerprint = createHmac('sha256', config.AGORA_IDENTITY_SECRET).update('users:signing-keys').digest('base64url').slice(0, 12);
  return `${period}.${fingerprint}`;
}

async function ensureKey(deps: KeyDeps, period: number): Promise<SigningKeyRecord> {
  const { signingKeys } = deps.models;
  const id = keyId(deps, period);
  const present = await signingKeys.findById(id).lean();
  if (present !== null) return present;
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { crv = '', x = '' } = await exportJWK(publicKey);
  const publicJwk = { kty: 'OKP' as const, crv, x };
  const record: SigningKeyRecord = {
    _id: id,
    kid: await calculateJwkThumbprint(publicJwk),
    publicJwk,
    sealedPrivateJwk: seal(deps, id, await exportJWK(privateKey)),
    expiresAt: new Date((period + 1) * periodMs + publishedAfterMs),
  };
  try {
    await signingKeys.insertMany([record]);
    return record;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Another process was faster; its key is the one.
    const theirs = await signingKeys.findById(id).lean();
    if (theirs === null) throw error;
    return theirs;
  }
}

/** The key to sign with now. */
export async function currentSigningKey(deps: KeyDeps): Promise<SigningKey> {
  const period = Math.floor(deps.clock().getTime() / periodMs);
  const id = keyId(deps, period);
  const known = opened.get(deps.connection);
  if (known?.id === id) return known.signingKey;
  const record = await ensureKey(deps, period);
  const key = await importJWK(unseal(deps, id, record.sealedPrivateJwk), 'EdDSA');
  if (key instanceof Uint8Array) throw new Error('A signing key is no key pair.');
  const signingKey = { kid: record.kid, key };
  opened.set(deps.connection, { id, signingKey });
  return signingKey;
}

/** Sees to it that the key of now is there, and the next one an hour ahead. */
export async function prepareSigningKeys(deps: KeyDeps): Promise<void> {
  const now = deps.clock().getTime();
  await ensureKey(deps, Math.floor(now / periodMs));
  await ensureKey(deps, Math.floor((now + publishedAheadMs) / periodMs));
}

/** The public keys, as a JWKS: those of all tokens that may be about, and the next. */
export async function publicKeys(deps: KeyDeps): Promise<{ keys: JWK[] }> {
  await prepareSigningKeys(deps);
  const records = await deps.models.signingKeys.find({ expiresAt: { $gt: deps.clock() } }).lean();
  return { keys: records.map(({ kid, publicJwk: { kty, crv, x } }) => ({ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' })) };
}
