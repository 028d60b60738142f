/** The acts of moderators and admins upon accounts; the audit log keeps each. */
import { byId, byIds, isId } from '#lib/db/ids.ts';
import { type Role, roles } from '#lib/auth/identity.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import type { UsersDeps } from '../deps.ts';
import { accountGone, noSuchUser } from '../errors.ts';
import { describeUser } from '../accounts/create-account.ts';
import type { Relation } from '../relations/change-relation.ts';
import { announceEnded } from '../sessions/ended-sessions.ts';
import { readReason } from '../accounts/input.ts';
import type { AuditRecord } from '../model/audit.ts';
import type { UserRecord } from '../model/user.ts';
import { markAllEnded } from '../sessions/sessions.ts';

const rank = (role: Role): number => roles.indexOf(role);

export function isModerator(role: Role): boolean {
  return rank(role) >= rank('MODERATOR');
}

/** Runs an act upon a user in a transaction, if the actor's present role allows it: a token may carry an older one. */
async function act(
  deps: UsersDeps,
  { viewerId, userId }: Relation,
  least: Role,
  work: (user: UserRecord, actor: UserRecord) => Promise<UserRecord>,
): Promise<UserRecord> {
  return await deps.transaction(async () => {
    const found = await deps.models.users.find(byIds([viewerId, userId].filter((id) => isId(id, 'usr')))).lean();
    const actor = found.find(({ _id }) => _id === viewerId);
    const user = found.find(({ _id }) => _id === userId);
    if (actor === undefined) throw accountGone();
    if (rank(actor.role) < rank(least)) throw new AppError('FORBIDDEN', `This is for ${least} and above.`);
    if (user === undefined) throw noSuchUser();
    if (user === actor) throw badInput('userId', 'Not oneself.');
    return await work(user, actor);
  });
}

async function record(
  { models, clock, random }: UsersDeps,
  { viewerId, userId }: Relation,
  what: Pick<AuditRecord, 'action' | 'detail'>,
): Promise<void> {
  const _id = Buffer.from(random(16)).toString('hex');
  await models.auditLog.insertMany([{ _id, actorId: viewerId, userId, ...what, at: clock() }]);
}

async function change({ models }: UsersDeps, userId: string, set: Partial<UserRecord>): Promise<UserRecord> {
  const user = await models.users.findOneAndUpdate(byId(userId), { $set: set, $inc: { revision: 1 } }, { returnDocument: 'after' }).lean();
  if (user === null) throw noSuchUser();
  return user;
}

/** Gives a user another role; idempotent. @throws AppError `FORBIDDEN`, `NOT_FOUND`, `BAD_USER_INPUT` for oneself. */
export async function setRole(deps: UsersDeps, { role, ...relation }: Relation & { role: Role }): Promise<UserRecord> {
  return await act(deps, relation, 'ADMIN', async (user) => await giveRole(deps, { user, role, actorId: relation.viewerId }));
}

/** Gives a user a role without a check of the actor's, in the surrounding transaction; idempotent. */
export async function giveRole(
  deps: UsersDeps,
  { user, role, actorId }: { user: UserRecord; role: Role; actorId: string },
): Promise<UserRecord> {
  if (user.role === role) return user;
  const changed = await change(deps, user._id, { role });
  await record(deps, { viewerId: actorId, userId: user._id }, { action: 'setRole', detail: role });
  await deps.emit({ type: 'user.updated.v1', subject: user._id, revision: changed.revision, payload: describeUser(changed) });
  return changed;
}

/**
 * Suspends a user: only moderators find them, and all their sessions end. A repeat replaces the reason.
 *
 * @throws AppError `FORBIDDEN` for members, and against the same role or a higher one; `NOT_FOUND`; `BAD_USER_INPUT`.
 */
export async function suspendUser(deps: UsersDeps, { reason, ...relation }: Relation & { reason: string }): Promise<UserRecord> {
  const checked = readReason(reason, 'reason');
  let ended: string[] = [];
  const suspended = await act(deps, relation, 'MODERATOR', async (user, actor) => {
    if (rank(user.role) >= rank(actor.role)) throw new AppError('FORBIDDEN', 'Not somebody of the same role or a higher one.');
    if (user.suspension?.reason === checked) return user;
    const changed = await change(deps, user._id, { suspension: { reason: checked, at: deps.clock() } });
    await record(deps, relation, { action: 'suspendUser', detail: checked });
    const payload = { userId: user._id, reason: checked };
    await deps.emit({ type: 'user.suspended.v1', subject: user._id, revision: changed.revision, payload });
    await deps.models.accounts.updateOne(byId(user._id), { $set: { isSuspended: true } });
    ended = await markAllEnded(deps, { userId: user._id });
    return changed;
  });
  await announceEnded(deps, ended);
  return suspended;
}

/** Ends a suspension; idempotent. @throws AppError `FORBIDDEN` for members, `NOT_FOUND`, `BAD_USER_INPUT` for oneself. */
export async function unsuspendUser(deps: UsersDeps, relation: Relation): Promise<UserRecord> {
  return await act(deps, relation, 'MODERATOR', async (user) => {
    if (user.suspension === null) return user;
    const changed = await change(deps, user._id, { suspension: null });
    await deps.models.accounts.updateOne(byId(user._id), { $set: { isSuspended: false } });
    await record(deps, relation, { action: 'unsuspendUser', detail: '' });
    await deps.emit({ type: 'user.unsuspended.v1', subject: user._id, revision: changed.revision, payload: { userId: user._id } });
    return changed;
  });
}
