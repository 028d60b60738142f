/**
 * That a device was signed in to an account before: `<user id>.<session id>.<milliseconds>.<mac>`, opaque to clients. It lets nobody in; who
 * shows it has tries of their own. Nothing is stored: it is void when it is old, and once the password has changed.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { isId } from '#lib/db/ids.ts';
import type { UsersDeps } from '../context.ts';
import type { AccountRecord } from '../model.ts';

const lifetimeMs = 365 * 86_400_000;

/** What a token tells of the device that shows it. */
export interface Device {
  userId: string;
  /** The session that it was made for. */
  deviceId: string;
  madeAtMs: number;
}

function macOf({ config }: Pick<UsersDeps, 'config'>, told: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', config.AGORA_IDENTITY_SECRET, '', 'users:device-token', 32));
  return createHmac('sha256', key).update(told).digest();
}

/** The token of a device that is signed in now. */
export function deviceTokenOf(
  deps: Pick<UsersDeps, 'config' | 'clock'>,
  { userId, sessionId }: { userId: string; sessionId: string },
): string {
  const told = `${userId}.${sessionId}.${deps.clock().getTime()}`;
  return `${told}.${macOf(deps, told).toString('base64url')}`;
}

/** What a token tells; null for what we did not make, or made long ago. */
export function readDeviceToken(deps: Pick<UsersDeps, 'config' | 'clock'>, token: string): Device | null {
  if (token.length > 200) return null;
  const [userId = '', deviceId = '', made = '', mac = '', ...more] = token.split('.');
  if (!isId(userId, 'usr') || !isId(deviceId, 'ses') || !/^\d{1,15}$/.test(made) || more.length > 0) return null;
  const [given, expected] = [Buffer.from(mac, 'base64url'), macOf(deps, `${userId}.${deviceId}.${made}`)];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const madeAtMs = Number(made);
  return madeAtMs + lifetimeMs > deps.clock().getTime() ? { userId, deviceId, madeAtMs } : null;
}

/** Whether a device was signed in to an account under its present password. */
export function isKnownTo({ userId, madeAtMs }: Device, { _id, passwordChangedAt }: AccountRecord): boolean {
  return userId === _id && (!passwordChangedAt || madeAtMs >= passwordChangedAt.getTime());
}
