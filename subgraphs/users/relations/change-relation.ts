/** What all changes between two users have in common: who they are, one change after another, and the events. */
import { byId, byIds, isId } from '#lib/db/ids.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import type { EventName, EventPayload } from '#schema/events/index.ts';
import type { UsersDeps } from '../context.ts';
import type { UserRecord } from '../model.ts';
import { hasEdge } from './edges.ts';

/** The viewer, who acts, and whom it is about. */
export interface Relation {
  viewerId: string;
  userId: string;
}

export const noSuchUser = (): AppError => new AppError('NOT_FOUND', 'There is no such user.', { field: 'userId' });
export const gone = (): AppError => new AppError('UNAUTHENTICATED', 'This account is gone.');

export interface ChangeOptions {
  /** Whether the other may be hidden from the viewer, as when the viewer ends something between the two. */
  hidden?: 'refused' | 'allowed';
}

/**
 * Runs a change between two users in a transaction; in this process one after another for either of them, as the
 * counts of each are one document.
 *
 * @throws AppError `BAD_USER_INPUT` for oneself, `NOT_FOUND` for nobody and for somebody who is hidden from the viewer.
 */
export async function changeRelation(
  deps: UsersDeps,
  relation: Relation,
  work: (user: UserRecord, viewer: UserRecord) => Promise<UserRecord>,
  { hidden = 'refused' }: ChangeOptions = {},
): Promise<UserRecord> {
  const { viewerId, userId } = relation;
  if (userId === viewerId) throw badInput('userId', 'Not oneself.');
  if (!isId(userId, 'usr')) throw noSuchUser();
  // Both are written. In the order of their ids, so that two changes never wait for each other.
  const [first = '', second = ''] = [viewerId, userId].sort();
  const change = async (): Promise<UserRecord> =>
    await deps.transaction(async () => {
      const found = await deps.models.users.find(byIds([viewerId, userId])).lean();
      const viewer = found.find(({ _id }) => _id === viewerId);
      const user = found.find(({ _id }) => _id === userId);
      if (viewer === undefined) throw gone();
      if (user === undefined) throw noSuchUser();
      const isHidden = user.suspension !== null || (await hasEdge(deps, 'blocks', { fromId: userId, toId: viewerId }));
      if (hidden === 'refused' && isHidden) throw noSuchUser();
      return await work(user, viewer);
    });
  return await inTurn(deps.connection, first, async () => await inTurn(deps.connection, second, change));
}

/** Emits what a user did, with their next revision, in the surrounding transaction. */
export async function emitAct<Name extends EventName>(
  deps: UsersDeps,
  actorId: string,
  type: Name,
  payload: EventPayload<Name>,
  step: Partial<Record<'followerCount' | 'followingCount', number>> = {},
): Promise<UserRecord> {
  const actor = await deps.models.users
    .findOneAndUpdate(byId(actorId), { $inc: { ...step, revision: 1 } }, { returnDocument: 'after' })
    .lean();
  if (actor === null) throw gone();
  await deps.emit({ type, subject: actorId, revision: actor.revision, payload });
  return actor;
}
