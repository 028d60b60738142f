/**
 * The proof of an earlier sign-in on a device: `<user id>.<session id>.<milliseconds>.<mac>`, opaque to clients. It does not sign
 * in; it gives the device a budget of password tries of its own. It is stored nowhere, and void after a year or a new password.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { isId } from '#lib/db/ids.ts';
import type { UsersDeps } from '../deps.ts';
import type { AccountRecord } from '../model/account.ts';

const lifetimeMs = 365 * 86_400_000;

/** The device behind a token. */
export interface Device {
  userId: string;
  /** The session in which the token was made. */
  deviceId: string;
  madeAtMs: number;
}

function macOf({ config }: Pick<UsersDeps, 'config'>, content: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', config.AGORA_IDENTITY_SECRET, '', 'users:device-token', 32));
  return createHmac('sha256', key).update(content).digest();
}

/** The token of a device that is signed in now. */
export function deviceTokenOf(
  deps: Pick<UsersDeps, 'config' | 'clock'>,
  { userId, sessionId }: { userId: string; sessionId: string },
): string {
  const content = `${userId}.${sessionId}.${deps.clock().getTime()}`;
  return `${content}.${macOf(deps, content).toString('base64url')}`;
}

/** The device behind a token; null for a forged or expired one. */
export function readDeviceToken(deps: Pick<UsersDeps, 'config' | 'clock'>, token: string): Device | null {
  if (token.length > 200) return null;
  const [userId = '', deviceId = '', made = '', mac = '', ...more] = token.split('.');
  if (!isId(userId, 'usr') || !isId(deviceId, 'ses') || !/^\d{1,15}$/.test(made) || more.length > 0) return null;
  const [given, expected] = [Buffer.from(mac, 'base64url'), macOf(deps, `${userId}.${deviceId}.${made}`)];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const madeAtMs = Number(made);
  return madeAtMs + lifetimeMs > deps.clock().getTime() ? { userId, deviceId, madeAtMs } : null;
}

/** Whether a device has signed in to an account with its present password. */
export function isKnownTo({ userId, madeAtMs }: Device, { _id, passwordChangedAt }: AccountRecord): boolean {
  return userId === _id && (!passwordChangedAt || madeAtMs >= passwordChangedAt.getTime());
}
