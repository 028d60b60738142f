/** The frame of every change between two users: it finds both, runs one change after another, and emits events. */
import { byId, byIds, isId } from '#lib/db/ids.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import { badInput } from '#lib/core/errors.ts';
import type { EventName, EventPayload } from '#schema/events/index.ts';
import { accountGone, noSuchUser } from '../errors.ts';
import type { UsersDeps } from '../deps.ts';
import type { UserRecord } from '../model/user.ts';
import { hasEdge } from './edges.ts';

/** The viewer, who acts, and the user acted upon. */
export interface Relation {
  viewerId: string;
  userId: string;
}

export interface ChangeOptions {
  /** `allowed` for changes that end an edge: the viewer may not find the user any more. */
  hidden?: 'refused' | 'allowed';
}

/**
 * Runs a change between two users in a transaction. Within a process, the changes of each user run one after another: the
 * counts of a user are one document, and parallel transactions would only conflict.
 *
 * @throws AppError `BAD_USER_INPUT` for oneself, `NOT_FOUND` for a user who does not exist for the viewer.
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
  // The turns are taken in the order of the ids, so that two changes never wait for each other.
  const [first = '', second = ''] = [viewerId, userId].sort();
  const change = async (): Promise<UserRecord> =>
    await deps.transaction(async () => {
      const found = await deps.models.users.find(byIds([viewerId, userId])).lean();
      const viewer = found.find(({ _id }) => _id === viewerId);
      const user = found.find(({ _id }) => _id === userId);
      if (viewer === undefined) throw accountGone();
      if (user === undefined) throw noSuchUser();
      const isHidden = user.suspension !== null || (await hasEdge(deps, 'blocks', { fromId: userId, toId: viewerId }));
      if (hidden === 'refused' && isHidden) throw noSuchUser();
      return await work(user, viewer);
    });
  return await inTurn(deps.connection, first, async () => await inTurn(deps.connection, second, change));
}

/** Emits a user's act with their next revision, in the surrounding transaction. */
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
  if (actor === null) throw accountGone();
  await deps.emit({ type, subject: actorId, revision: actor.revision, payload });
  return actor;
}
