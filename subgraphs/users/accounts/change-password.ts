import { AppError } from '#lib/core/errors.ts';
import { byId } from '#lib/db/ids.ts';
import type { UsersDeps } from '../deps.ts';
import { accountGone } from '../errors.ts';
import { queuePasswordChanged } from '../mail/recovery.ts';
import { announceEnded } from '../sessions/ended-sessions.ts';
import { takeDeviceTry } from '../sessions/login-attempts.ts';
import { markAllEnded } from '../sessions/sessions.ts';
import { readNewPassword, readPassword } from './input.ts';
import { hashPassword, isPassword } from './passwords.ts';

export interface PasswordChange {
  userId: string;
  /** The session of the request, which goes on. */
  sessionId: string;
  currentPassword: string;
  newPassword: string;
}

/**
 * Changes a password and ends the user's other sessions.
 *
 * @throws AppError `UNAUTHENTICATED` for a wrong password, which counts as a try of this device; `RATE_LIMITED`.
 */
export async function changePassword(deps: UsersDeps, { userId, sessionId, currentPassword, newPassword }: PasswordChange): Promise<void> {
  const checked = readNewPassword(newPassword, 'newPassword');
  const password = readPassword(currentPassword, 'currentPassword');
  const oldHash = await requireOwnPassword(deps, { userId, sessionId, password, field: 'currentPassword' });
  const passwordHash = await hashPassword(checked);
  const ended = await deps.transaction(async () => {
    const change = { $set: { passwordHash, passwordChangedAt: deps.clock() } };
    const { matchedCount } = await deps.models.accounts.updateOne({ ...byId(userId), passwordHash: oldHash }, change);
    if (matchedCount === 0) throw new AppError('CONFLICT', 'The password was changed meanwhile.', { field: 'currentPassword' });
    await queuePasswordChanged(deps, userId);
    return await markAllEnded(deps, { userId, exceptId: sessionId });
  });
  await announceEnded(deps, ended);
}

/**
 * Checks a signed-in user's password.
 *
 * @returns The stored hash.
 * @throws AppError `UNAUTHENTICATED` for a wrong password, which counts as a try of this device; `RATE_LIMITED`.
 */
export async function requireOwnPassword(
  deps: UsersDeps,
  { userId, sessionId, password, field }: { userId: string; sessionId: string; password: string; field: string },
): Promise<string> {
  const account = await deps.models.accounts.findOne(byId(userId)).lean();
  if (account === null) throw accountGone();
  const attempt = await takeDeviceTry(deps, { userId, deviceId: sessionId });
  if (!(await isPassword(password, account.passwordHash))) throw new AppError('UNAUTHENTICATED', 'Wrong password.', { field });
  await attempt.refund();
  return account.passwordHash;
}
