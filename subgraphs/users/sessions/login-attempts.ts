/**
 * The budgets of password tries. Three guards count a try before the password is checked, so that aliases, parallel
 * connections and several processes share them. A right password gives its try back.
 *
 * - per name as typed (Redis; each process by itself while Redis is down): refuses with RATE_LIMITED, whether or not the
 *   name has an account
 * - per address (the same), off with AGORA_RATE_LIMITS=off
 * - per account (MongoDB, so that it holds while Redis is down or flushed): an account has two names. Once it is used up,
 *   every password is wrong until the window ends. The answer stays that of a wrong password, so that it does not reveal
 *   which name and which address belong together
 *
 * A client that proves an earlier sign-in on this device (`device-token.ts`), or is signed in, has separate budgets: one of
 * the device, and one of all the account's devices together (both in MongoDB). Strangers' tries therefore never lock the
 * owner out. Strangers have `AGORA_LOGIN_ATTEMPTS` tries a window at an account, and its known devices three times that.
 */
import { createHash } from 'node:crypto';
import { AppError } from '#lib/core/errors.ts';
import { isDuplicateKey } from '#lib/db/store-errors.ts';
import type { UsersDeps } from '../deps.ts';
import { addressBudget, budgetOf, tooManyAttempts } from '../limits.ts';

/** All devices of an account together have this many times the tries of one device. */
const devicesAtOnce = 3;

function rateLimited(msLeft: number): AppError {
  return new AppError('RATE_LIMITED', tooManyAttempts, { retryAfter: Math.max(1, Math.ceil(msLeft / 1_000)) });
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

export interface Attempt {
  /** Gives the try back after a right password. */
  refund: () => Promise<void>;
}

/**
 * Counts one login under a name from an address.
 *
 * The account's window opens before the name's, so that the account's never ends later: `retryAfter` is of the name's.
 *
 * @param key - The key that `takePasswordTry` counts next.
 * @throws AppError `RATE_LIMITED` when the name's or the address' budget is used up. After `retryAfter` seconds it is whole.
 */
export async function takeLogin(deps: UsersDeps, { name, ip, key }: { name: string; ip: string | null; key: string }): Promise<Attempt> {
  const perName = budgetOf(deps, 'login-name');
  const perAddress = addressBudget(deps, 'login-address', ip);
  await perAddress.take();
  await countInWindow(deps, key, 0);
  await perName.take(name);
  return {
    refund: async () => {
      perName.giveBack(name);
      await perAddress.giveBack();
    },
  };
}

/** Counts one registration from an address. @throws AppError `RATE_LIMITED` when the address' hourly budget is used up. */
export async function takeRegistration(deps: UsersDeps, ip: string | null): Promise<void> {
  await addressBudget(deps, 'register-address', ip).take();
}

export interface PasswordTry extends Attempt {
  /** Milliseconds until the budget is whole again; null when this try counts. */
  blockedMs: number | null;
}

/** The key for tries at a name without an account, so that both cases take the same steps. */
export function keyOfUnknown(name: string): string {
  return `unknown:${hashed(name)}`;
}

/**
 * Counts one try at an account's password, in MongoDB.
 *
 * @param key - The account's id, `keyOfUnknown`, or the key of a known device.
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

/** Adds tries to a key's window; opens one now where none is open. */
async function countInWindow(
  { models: { passwordTries }, config, clock }: UsersDeps,
  key: string,
  tries: 0 | 1,
): Promise<{ count: number; until: Date; now: Date }> {
  for (;;) {
    const now = clock();
    const until = new Date(now.getTime() + config.AGORA_LOGIN_WINDOW_SECONDS * 1000);
    // Both steps run whether or not a window is open: their time must not reveal that two names are of one account.
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

function keyOfDevices(userId: string): string {
  return `devices:${userId}`;
}

/**
 * Counts one try at an account's password on a device that is, or was, signed in to it.
 *
 * @throws AppError `RATE_LIMITED` when the budget of the device, or of all the account's devices, is used up.
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

/** Deletes the counted tries of an account, in the surrounding transaction. */
export async function forgetTries({ models }: UsersDeps, userId: string): Promise<void> {
  await models.passwordTries.deleteMany({ _id: { $in: [userId, keyOfDevices(userId)] } });
}
