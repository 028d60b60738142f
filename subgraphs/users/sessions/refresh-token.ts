/**
 * The form of refresh tokens: `<session id>.<32 bytes of body, 16 bytes of proof>`. The proof binds the body to the session
 * and to our secret: it distinguishes a replayed token from an invented one. The successor derives from the body, so that a
 * retry gets the same one. The database stores only a hash.
 */
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { isId, type Random } from '#lib/db/ids.ts';

const bodyBytes = 32;
const proofBytes = 16;

export interface RefreshToken {
  sessionId: string;
  body: Buffer;
  proof: Buffer;
}

function key(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `users:refresh-token:${purpose}`, 32));
}

function prove(secret: string, sessionId: string, body: Buffer): Buffer {
  return createHmac('sha256', key(secret, 'proof')).update(sessionId).update(body).digest().subarray(0, proofBytes);
}

function write(secret: string, sessionId: string, body: Buffer): string {
  return `${sessionId}.${Buffer.concat([body, prove(secret, sessionId, body)]).toString('base64url')}`;
}

/** The first token of a session. */
export function firstRefreshToken(secret: string, sessionId: string, random: Random): string {
  return write(secret, sessionId, Buffer.from(random(bodyBytes)));
}

/** The successor of a token, always the same. */
export function nextRefreshToken(secret: string, { sessionId, body }: RefreshToken): string {
  return write(secret, sessionId, createHmac('sha256', key(secret, 'successor')).update(sessionId).update(body).digest());
}

/** The parts of a refresh token; null for a text of another form. */
export function parseRefreshToken(text: string): RefreshToken | null {
  const [sessionId, rest, more] = text.length > 200 ? [] : text.split('.');
  if (sessionId === undefined || rest === undefined || more !== undefined || !isId(sessionId, 'ses')) return null;
  const bytes = Buffer.from(rest, 'base64url');
  if (bytes.length !== bodyBytes + proofBytes || bytes.toString('base64url') !== rest) return null;
  return { sessionId, body: bytes.subarray(0, bodyBytes), proof: bytes.subarray(bodyBytes) };
}

/** Whether this token was ever made here for its session. */
export function isGenuine(secret: string, { sessionId, body, proof }: RefreshToken): boolean {
  return timingSafeEqual(proof, prove(secret, sessionId, body));
}

/** The stored form of a token. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
