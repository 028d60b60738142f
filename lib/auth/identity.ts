/**
 * Who a request inside the house comes from. The gateway (or a service that asks another) signs an identity for one
 * recipient and one body; it lives 30 s, and the clocks of the two may differ by 30 s besides. A subgraph serves nothing without one.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../core/errors.ts';

export const identityHeader = 'x-agora-identity';

const refusalMessage = 'This service answers only the gateway.';
const lifetimeSeconds = 30;
const allowedSkewSeconds = 30;

export const roles = ['MEMBER', 'EDITOR', 'MODERATOR', 'ADMIN'] as const;
export type Role = (typeof roles)[number];

const identitySchema = z.object({
  /** The service that asks on its own behalf; null when it asks for a client. */
  service: z.string().nullable(),
  viewerId: z.string().nullable(),
  role: z.enum(roles),
  sessionId: z.string().nullable(),
  requestId: z.string(),
  /** Whether the viewer blocks or is blocked by anybody; unknown counts as true. */
  inAnyBlock: z.boolean(),
});

export type Identity = z.infer<typeof identitySchema>;

const claimsSchema = identitySchema.extend({ audience: z.string(), bodyHash: z.string(), expiresAt: z.number() });

export interface IdentitySeal {
  /** AGORA_IDENTITY_SECRET; each recipient's key is derived from it. */
  secret: string;
  /** The subgraph that the identity is for. */
  audience: string;
  /** What `hashBody` gave for the request it goes with. */
  bodyHash: string;
  now: Date;
}

/** The hash that binds an identity to the request it came with. */
export function hashBody(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url');
}

/** The hash for a subscription, whose operation arrives parsed. */
export function hashOperation(operation: { query: string; variables?: unknown }): string {
  return hashBody(JSON.stringify([operation.query, operation.variables ?? null]));
}

function mac(payload: string, { secret, audience }: IdentitySeal): Buffer {
  const key = createHmac('sha256', secret).update(`identity:${audience}`).digest();
  return createHmac('sha256', key).update(payload).digest();
}

/** Signs an identity for one recipient and one body. */
export function signIdentity(identity: Identity, seal: IdentitySeal): string {
  const { audience, bodyHash, now } = seal;
  const claims = { ...identity, audience, bodyHash, expiresAt: Math.floor(now.getTime() / 1000) + lifetimeSeconds };
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${mac(payload, seal).toString('base64url')}`;
}

/** An identity that is ours in all but its time. */
export class OutOfTime extends AppError {
  /** How far the signer's clock is ahead of ours, at least; negative where it is behind, or the identity is an old one. */
  readonly aheadSeconds: number;

  constructor(aheadSeconds: number) {
    super('UNAUTHENTICATED', refusalMessage);
    this.aheadSeconds = aheadSeconds;
  }
}

/**
 * The identity that a request carries.
 *
 * @throws AppError `UNAUTHENTICATED` when it is missing, for another recipient or body or not signed by us; `OutOfTime` when it is
 * that alone.
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
