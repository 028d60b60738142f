/** Confirms addresses, resets forgotten passwords, and queues the mails about both. */
import { byId } from '#lib/db/ids.ts';
import { accountGone } from '../errors.ts';
import type { UsersDeps } from '../deps.ts';
import { mailNotice } from './mail-notice.ts';
import { mailReset } from './mail-reset.ts';
import { mailVerification } from './mail-verification.ts';
import type { UserRecord } from '../model/user.ts';
import { announceEnded } from '../sessions/ended-sessions.ts';
import { readEmail, readNewPassword } from '../accounts/input.ts';
import { forgetTries } from '../sessions/login-attempts.ts';
import { takeMail, takeMailRequest } from './mail-budget.ts';
import { checkMailToken, newNonce, notGood, takeMailToken } from './mail-tokens.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { markAllEnded } from '../sessions/sessions.ts';

/** Queues the mail that confirms a user's address, in the surrounding transaction. */
export async function queueVerification(deps: UsersDeps, userId: string): Promise<void> {
  const nonce = newNonce(deps);
  await deps.enqueue(mailVerification, { userId, nonce }, { id: `mail-verification/${userId}/${nonce}` });
}

/** Queues that mail once more, unless the address is confirmed. @throws AppError `RATE_LIMITED`. */
export async function resendVerification(deps: UsersDeps, userId: string): Promise<void> {
  const account = await deps.models.accounts.findOne(byId(userId), { emailVerifiedAt: 1 }).lean();
  if (!account) throw accountGone();
  if (account.emailVerifiedAt) return;
  await takeMail(deps, userId);
  await deps.transaction(async () => await queueVerification(deps, userId));
}

/** Confirms the address that the token was mailed to. @throws AppError `BAD_USER_INPUT` of `token`. */
export async function verifyEmail(deps: UsersDeps, token: string): Promise<UserRecord> {
  const { models, clock } = deps;
  return await deps.transaction(async () => {
    const { userId, email } = await takeMailToken(deps, 'verify', token);
    await models.accounts.updateOne({ ...byId(userId), email, emailVerifiedAt: null }, { $set: { emailVerifiedAt: clock() } });
    const user = await models.users.findOne(byId(userId)).lean();
    if (!user) throw accountGone();
    return user;
  });
}

/**
 * Queues a mail with a link for choosing a new password. The job looks up whether the address has an account: here both cases
 * take the same steps and time.
 *
 * @param ip - The client's address; null when unknown, and then not counted.
 * @throws AppError `BAD_USER_INPUT` for an invalid e-mail address; `RATE_LIMITED` per recipient and per client address.
 */
export async function requestPasswordReset(deps: UsersDeps, address: string, ip: string | null = null): Promise<void> {
  const email = readEmail(address, 'email');
  await takeMailRequest(deps, ip);
  await takeMail(deps, email);
  const nonce = newNonce(deps);
  const askedAt = deps.clock().toISOString();
  await deps.transaction(async () => await deps.enqueue(mailReset, { email, nonce, askedAt }, { id: `mail-reset/${nonce}` }));
}

/**
 * Chooses a new password with a mailed token and ends all sessions. A token requested before the password last changed is
 * void.
 *
 * @throws AppError `BAD_USER_INPUT` of `token` or `newPassword`.
 */
export async function resetPassword(deps: UsersDeps, { token, newPassword }: { token: string; newPassword: string }): Promise<void> {
  const { models, clock } = deps;
  const password = readNewPassword(newPassword, 'newPassword');
  await checkMailToken(deps, 'reset', token);
  const passwordHash = await hashPassword(password);
  const ended = await deps.transaction(async () => {
    const { userId, email, askedAt = new Date(0) } = await takeMailToken(deps, 'reset', token);
    const isUnchanged = { $or: [{ passwordChangedAt: null }, { passwordChangedAt: { $lte: askedAt } }] };
    const change = { $set: { passwordHash, passwordChangedAt: clock() } };
    const account = await models.accounts.findOneAndUpdate({ ...byId(userId), email, ...isUnchanged }, change).lean();
    if (!account) throw notGood();
    // The token came by mail: its use confirms the address.
    if (account.emailVerifiedAt === null) await models.accounts.updateOne(byId(userId), { $set: { emailVerifiedAt: clock() } });
    await forgetTries(deps, userId);
    await queuePasswordChanged(deps, userId);
    return await markAllEnded(deps, { userId });
  });
  await announceEnded(deps, ended);
}

/** Queues the mail that the password changed, in the surrounding transaction. */
export async function queuePasswordChanged(deps: UsersDeps, userId: string): Promise<void> {
  const at = deps.clock().toISOString();
  await deps.enqueue(
    mailNotice,
    { userId, notice: { template: 'password-changed', at } },
    { id: `mail-notice/${userId}/${newNonce(deps)}` },
  );
}

/** Queues the mail about a new sign-in, in the surrounding transaction. */
export async function queueNewSession(
  deps: UsersDeps,
  { userId, sessionId, userAgent, ip }: { userId: string; sessionId: string; userAgent: string | null; ip: string | null },
): Promise<void> {
  const notice = { template: 'new-session', at: deps.clock().toISOString(), userAgent, ip } as const;
  await deps.enqueue(mailNotice, { userId, notice }, { id: `mail-notice/${sessionId}` });
}
