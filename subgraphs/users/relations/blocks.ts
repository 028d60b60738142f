/**
 * Blocks and mutes. A block ends follows and requests between the two users. `visibility.ts` decides what each sees here,
 * `lib/relations` in the other subgraphs.
 */
import { byId } from '#lib/db/ids.ts';
import type { UsersDeps } from '../deps.ts';
import type { UserRecord } from '../model/user.ts';
import { changeRelation, emitAct, type Relation } from './change-relation.ts';
import { addEdge, removeEdge } from './edges.ts';
import { removeFollow, removeRequest } from './follows.ts';

/**
 * Blocks a user and ends follows and requests between the two, both ways; idempotent.
 *
 * @throws AppError `NOT_FOUND` for an unknown user, `BAD_USER_INPUT` for oneself.
 */
export async function block(deps: UsersDeps, relation: Relation): Promise<UserRecord> {
  const { viewerId, userId } = relation;
  return await changeRelation(deps, relation, async (user) => {
    if (!(await addEdge(deps, 'blocks', { fromId: viewerId, toId: userId }))) return user;
    for (const [followerId, followeeId] of [
      [viewerId, userId],
      [userId, viewerId],
    ] as const) {
      await removeRequest(deps, { followerId, followeeId }, viewerId);
      await removeFollow(deps, { followerId, followeeId });
    }
    await emitAct(deps, viewerId, 'user.blocked.v1', { blockerId: viewerId, blockedId: userId });
    return (await deps.models.users.findOne(byId(userId)).lean()) ?? user;
  });
}

/** Ends a block; idempotent. @throws AppError `NOT_FOUND` for an unknown user, `BAD_USER_INPUT` for oneself. */
export async function unblock(deps: UsersDeps, relation: Relation): Promise<UserRecord> {
  const { viewerId, userId } = relation;
  return await endEdge(deps, relation, 'blocks', async () => {
    await emitAct(deps, viewerId, 'user.unblocked.v1', { blockerId: viewerId, blockedId: userId });
  });
}

/** Mutes a user; idempotent. @throws AppError `NOT_FOUND` for an unknown user, `BAD_USER_INPUT` for oneself. */
export async function mute(deps: UsersDeps, relation: Relation): Promise<UserRecord> {
  const { viewerId, userId } = relation;
  return await changeRelation(deps, relation, async (user) => {
    if (await addEdge(deps, 'mutes', { fromId: viewerId, toId: userId }))
      await emitAct(deps, viewerId, 'user.muted.v1', { muterId: viewerId, mutedId: userId });
    return user;
  });
}

/** Ends a mute; idempotent. @throws AppError `NOT_FOUND` for an unknown user, `BAD_USER_INPUT` for oneself. */
export async function unmute(deps: UsersDeps, relation: Relation): Promise<UserRecord> {
  const { viewerId, userId } = relation;
  return await endEdge(deps, relation, 'mutes', async () => {
    await emitAct(deps, viewerId, 'user.unmuted.v1', { muterId: viewerId, mutedId: userId });
  });
}

/** Ends a block or mute, also of a user whom the viewer cannot find any more. Without such an edge that user is NOT_FOUND. */
async function endEdge(deps: UsersDeps, relation: Relation, kind: 'blocks' | 'mutes', then: () => Promise<void>): Promise<UserRecord> {
  const { viewerId: fromId, userId: toId } = relation;
  let isEnded = false;
  const end = async (user: UserRecord): Promise<UserRecord> => {
    isEnded = await removeEdge(deps, kind, { fromId, toId });
    if (isEnded) await then();
    return user;
  };
  const user = await changeRelation(deps, relation, end, { hidden: 'allowed' });
  return isEnded ? user : await changeRelation(deps, relation, async (same) => same);
}
