import { byId } from '#lib/db/ids.ts';
import type { UsersDeps } from '../deps.ts';
import { accountGone } from '../errors.ts';
import { eraseRelations } from '../relations/erase-relations.ts';
import { announceEnded } from '../sessions/ended-sessions.ts';
import { forgetTries } from '../sessions/login-attempts.ts';
import { markAllEnded } from '../sessions/sessions.ts';
import { requireOwnPassword } from './change-password.ts';
import { openErasure } from './erasures.ts';
import { readPassword } from './input.ts';
import { releaseNames } from './name-claims.ts';

/**
 * Deletes an account. User, address and sessions go at once, relations by a job; the username is free after 30 days.
 *
 * @throws AppError `UNAUTHENTICATED` for a wrong password, which counts as a try of this device; `RATE_LIMITED`.
 */
export async function deleteAccount(
  deps: UsersDeps,
  { userId, sessionId, password }: { userId: string; sessionId: string; password: string },
): Promise<void> {
  const { models } = deps;
  await requireOwnPassword(deps, { userId, sessionId, password: readPassword(password, 'password'), field: 'password' });
  const ended = await deps.transaction(async () => {
    const user = await models.users.findOneAndDelete(byId(userId)).lean();
    const account = await models.accounts.findOneAndDelete(byId(userId)).lean();
    if (user === null || account === null) throw accountGone();
    await releaseNames(deps, { username: user.username, email: account.email });
    await forgetTries(deps, userId);
    await models.mailTokens.deleteMany({ userId });
    await deps.emit({ type: 'user.deleted.v1', subject: userId, revision: user.revision + 1, payload: { userId } });
    await openErasure(deps, userId);
    await deps.enqueue(eraseRelations, { userId, round: 1 }, { id: `erase-relations-${userId}-1` });
    return await markAllEnded(deps, { userId });
  });
  await announceEnded(deps, ended);
}
