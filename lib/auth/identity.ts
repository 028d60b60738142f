/**
 * Signed identities of requests between services. The gateway, or a service that asks another, signs an identity for one
 * recipient and one body. It expires after 30 s; the two clocks may differ by another 30 s. A subgraph refuses requests
 * without one.
 */
import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { AppError } from '../core/errors.ts';

export const identityHeader = 'x-agora-identity';

const refusalMessage = 'This service answers only the gateway.';
const lifetimeSeconds = 30;
const allowedSkewSeconds = 30;

export const roles = ['MEMBER', 'EDITOR', 'MODERATOR', 'ADMIN'] as const;
export type Role = (typeof roles)[number];

const identitySchema = z.object({
  /** The asking service; null for a request on a client's behalf. */
  service: z.string().nullable(),
  viewerId: z.string().nullable(),
  role: z.enum(roles),
  sessionId: z.string().nullable(),
  requestId: z.string(),
  /** Whether the viewer blocks or is blocked by any user; true when unknown. */
  inAnyBlock: z.boolean(),
});

export type Identity = z.infer<typeof identitySchema>;

const claimsSchema = identitySchema.extend({ audience: z.string(), bodyHash: z.string(), expiresAt: z.number() });

export interface IdentitySeal {
  /** AGORA_IDENTITY_SECRET; each recipient's key is derived from it. */
  secret: string;
  /** The receiving subgraph. */
  audience: string;
  /** The hash of the request's body, from `hashBody`. */
  bodyHash: string;
  now: Date;
}

/** The hash that binds an identity to its request. */
export function hashBody(body: string | Uint8Array): string {
  return hash('sha256', body, 'base64url');
}

/** The hash of a subscription, whose operation arrives parsed. */
export function hashOperation(operation: { query: string; variables?: unknown }): string {
  return hashBody(JSON.stringify([operation.query, operation.variables ?? null]));
}

/** The derived keys by secret and recipient: each is used for every request. */
const keys = new LRUCache<string, KeyObject>({ max: 100 });

function keyOf({ secret, audience }: IdentitySeal): KeyObject {
  const name = `${audience}\n${secret}`;
  const known = keys.get(name);
  if (known) return known;
  const key = createSecretKey(createHmac('sha256', secret).update(`identity:${audience}`).digest());
  keys.set(name, key);
  return key;
}

function mac(payload: string, seal: IdentitySeal): Buffer {
  return createHmac('sha256', keyOf(seal)).update(payload).digest();
}

/** Signs an identity for one recipient and one body. */
export function signIdentity(identity: Identity, seal: IdentitySeal): string {
  const { audience, bodyHash, now } = seal;
  const claims = { ...identity, audience, bodyHash, expiresAt: Math.floor(now.getTime() / 1000) + lifetimeSeconds };
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${mac(payload, seal).toString('base64url')}`;
}

/** The error for a genuine identity that is expired, or not valid yet. */
export class OutOfTime extends AppError {
  /** The least seconds by which the signer's clock is ahead of ours; negative when it is behind, or the identity is old. */
  readonly aheadSeconds: number;

  constructor(aheadSeconds: number) {
    super('UNAUTHENTICATED', refusalMessage);
    this.aheadSeconds = aheadSeconds;
  }
}

/**
 * Verifies the identity of a request.
 *
 * @throws AppError `UNAUTHENTICATED` when it is missing, forged, or for another recipient or body; `OutOfTime` when only its time
 * is wrong.
 */
export function verifyIdentity(token: string | undefined, seal: IdentitySeal): Identity {
  const [payload, signature] = token?.split('.') ?? [];
  if (payload === undefined || signature === undefined) throw refusal();
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(payload, seal);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refusal();
  const { audience, bodyHash, expiresAt, ...identity } = claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  const nowSeconds = seal.now.getTime() / 1000;
  if (audience !== seal.audience || bodyHash !== seal.bodyHash) throw refusal();
  const earliest = nowSeconds - allowedSkewSeconds;
  const latest = nowSeconds + lifetimeSeconds + allowedSkewSeconds;
  if (expiresAt <= earliest || expiresAt > latest) throw new OutOfTime(Math.round(expiresAt - lifetimeSeconds - nowSeconds));
  return identity;
}

function refusal(): AppError {
  return new AppError('UNAUTHENTICATED', refusalMessage);
}
