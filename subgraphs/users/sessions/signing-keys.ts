/**
 * The keys that sign access tokens: Ed25519, one per week and identity secret. The first process that needs a key makes it.
 * A running process publishes a key an hour before its week; it stays published until its last token has expired.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { isDuplicateKey } from '#lib/db/store-errors.ts';
import type { UsersDeps } from '../deps.ts';
import type { SigningKeyRecord } from '../model/signing-key.ts';

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

/** Encrypts a private key. The id of its record is authenticated with it, so that it opens under no other id. */
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

/** The id of a week's key. A new identity secret, which opens no older keys, has keys of its own; the older ones stay published. */
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
    // Another process inserted its key first; both use that one.
    const theirs = await signingKeys.findById(id).lean();
    if (theirs === null) throw error;
    return theirs;
  }
}

/** The key of the present week. */
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

/** Makes the key of the present week, and an hour ahead the key of the next. */
export async function prepareSigningKeys(deps: KeyDeps): Promise<void> {
  const now = deps.clock().getTime();
  await ensureKey(deps, Math.floor(now / periodMs));
  await ensureKey(deps, Math.floor((now + publishedAheadMs) / periodMs));
}

/** The public keys as a JWKS: those of all tokens that have not expired, and of the next week. */
export async function publicKeys(deps: KeyDeps): Promise<{ keys: JWK[] }> {
  await prepareSigningKeys(deps);
  const records = await deps.models.signingKeys.find({ expiresAt: { $gt: deps.clock() } }).lean();
  return { keys: records.map(({ kid, publicJwk: { kty, crv, x } }) => ({ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' })) };
}
