/**
 * How often passwords may be tried. Three guards, each counted before the password is looked at, so that neither aliases
 * nor parallel connections nor several processes pass it; what turns out right is given back.
 *
 * - per name given (Redis; in process while Redis is down): refuses with RATE_LIMITED, whether or not the name exists
 * - per address (the same), off with AGORA_RATE_LIMITS=off
 * - per account (MongoDB, so that it holds while Redis is down or flushed): an account has two names. Once it is used up no
 *   password is right until the window ends; the answer stays that of a wrong one, so that nobody learns which name and
 *   which address belong together
 *
 * Who shows that this device was signed in to the account before (`device-token.ts`), or is signed in, is counted apart: per device,
 * and all of an account's devices together (MongoDB both). So nobody is kept out by what others try, and an account is tried
 * `AGORA_LOGIN_ATTEMPTS` times a window by strangers, and three times that by those who have been in.
 */
import { createHash } from 'node:crypto';
import { type Limiter, limiterOf } from '#lib/limits/limiter.ts';
import { addressKey } from '#lib/net/address-key.ts';
import { AppError } from '#lib/core/errors.ts';
import type { UsersDeps } from '../context.ts';
import { isDuplicateKey } from '#lib/db/duplicate-key.ts';

const triesPerAddress = 100;
const registrationWindowSeconds = 3_600;
const tooMany = 'Too many attempts; try again later.';

function limiters({ redis, config }: UsersDeps): Record<'name' | 'address' | 'registration', Limiter> {
  const make = (name: string, points: number, windowSeconds: number): Limiter =>
    limiterOf(redis, { name, points, windowSeconds, refusal: () => tooMany });
  const windowSeconds = config.AGORA_LOGIN_WINDOW_SECONDS;
  return {
    name: make('users:login-name', config.AGORA_LOGIN_ATTEMPTS, windowSeconds),
    address: make('users:login-address', triesPerAddress, windowSeconds),
    registration: make('users:register-address', config.AGORA_REGISTRATIONS_PER_HOUR, registrationWindowSeconds),
  };
}

function rateLimited(msLeft: number): AppError {
  return new AppError('RATE_LIMITED', tooMany, { retryAfter: Math.max(1, Math.ceil(msLeft / 1_000)) });
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

export interface Attempt {
  /** Gives it back: the password was right. */
  refund: () => Promise<void>;
}

/**
 * Counts one login under a name from an address.
 *
 * The account's window opens before the name's, so that it does not end after it: `retryAfter` tells of the name's.
 *
 * @param key - What `takePasswordTry` counts next.
 * @throws AppError `RATE_LIMITED` when the name's or the address' budget is used up; `retryAfter` seconds later it is whole again.
 */
export async function takeLogin(deps: UsersDeps, { name, ip, key }: { name: string; ip: string | null; key: string }): Promise<Attempt> {
  const { name: perName, address: perAddress } = limiters(deps);
  const addressToo = ip !== null && deps.config.AGORA_RATE_LIMITS === 'on' ? addressKey(ip) : null;
  if (addressToo !== null) await perAddress.take(addressToo);
  await countInWindow(deps, key, 0);
  await perName.take(name);
  return {
    refund: async () => {
      await perName.giveBack(name);
      if (addressToo !== null) await perAddress.giveBack(addressToo);
    },
  };
}

/**
 * Counts one registration from an address.
 *
 * @throws AppError `RATE_LIMITED` when the address has had its share.
 */
export async function takeRegistration(deps: UsersDeps, ip: string | null): Promise<void> {
  if (ip !== null && deps.config.AGORA_RATE_LIMITS === 'on') await limiters(deps).registration.take(addressKey(ip));
}

export interface PasswordTry extends Attempt {
  /** Milliseconds until there are tries again; null when this one counts. */
  blockedMs: number | null;
}

/** The key under which tries at a name without an account are counted, so that both cases cost the same. */
export function keyOfUnknown(name: string): string {
  return `unknown:${hashed(name)}`;
}

/**
 * Counts one try at an account's password, in MongoDB.
 *
 * @param key - The account's id, `keyOfUnknown`, or what stands for a known device.
 */
export async function takePasswordTry(deps: UsersDeps, key: string, most: number = deps.config.AGORA_LOGIN_ATTEMPTS): Promise<PasswordTry> {
  const { count, until, now } = await countInWindow(deps, key, 1);
  return {
    blockedMs: count > most ? until.getTime() - now.getTime() : null,
    refund: async () => {
      await deps.models.passwordTries.updateOne({ _id: key, until }, { $inc: { count: -1 } });
    },
  };
}

/** Counts so many tries in a key's window, which opens now unless one is open. */
async function countInWindow(
  { models: { passwordTries }, config, clock }: UsersDeps,
  key: string,
  tries: 0 | 1,
): Promise<{ count: number; until: Date; now: Date }> {
  for (;;) {
    const now = clock();
    const until = new Date(now.getTime() + config.AGORA_LOGIN_WINDOW_SECONDS * 1000);
    // The same two steps whether or not a window is open: their time does not tell that two names are one account's.
    await passwordTries.deleteOne({ _id: key, until: { $lte: now } });
    try {
      const open = await passwordTries
        .findOneAndUpdate({ _id: key }, { $inc: { count: tries }, $setOnInsert: { until } }, { upsert: true, returnDocument: 'after' })
        .lean();
      return { count: open.count, until: open.until, now };
    } catch (error) {
      // Another try has opened the window meanwhile.
      if (!isDuplicateKey(error)) throw error;
    }
  }
}

/** The devices of an account together have so many times the tries that one has. */
const devicesAtOnce = 3;

const keyOfDevices = (userId: string): string => `devices:${userId}`;

/**
 * Counts one try at an account's password on a device that is, or was, signed in to it.
 *
 * @throws AppError `RATE_LIMITED` when the device's tries, or those of all the account's devices, are used up.
 */
export async function takeDeviceTry(deps: UsersDeps, { userId, deviceId }: { userId: string; deviceId: string }): Promise<Attempt> {
  const own = await takePasswordTry(deps, `device:${deviceId}`);
  if (own.blockedMs !== null) throw rateLimited(own.blockedMs);
  const all = await takePasswordTry(deps, keyOfDevices(userId), devicesAtOnce * deps.config.AGORA_LOGIN_ATTEMPTS);
  if (all.blockedMs !== null) throw rateLimited(all.blockedMs);
  return {
    refund: async () => {
      await own.refund();
      await all.refund();
    },
  };
}

/** Forgets how often an account's password was tried, in the surrounding transaction. */
export async function forgetTries({ models }: UsersDeps, userId: string): Promise<void> {
  await models.passwordTries.deleteMany({ _id: { $in: [userId, keyOfDevices(userId)] } });
}
