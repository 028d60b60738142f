/** Follows and follow requests. The counts change in the transaction of the edge, so they equal the number of edges. */
import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/core/errors.ts';
import type { UsersDeps } from '../deps.ts';
import { noSuchUser } from '../errors.ts';
import type { UserRecord } from '../model/user.ts';
import { changeRelation, emitAct, type Relation } from './change-relation.ts';
import { addEdge, endOf, hasEdge, removeEdge } from './edges.ts';

export interface Follow {
  followerId: string;
  followeeId: string;
}

/**
 * Adds a follow, its counts and its event, in the surrounding transaction.
 *
 * @returns The followee with the new count; null when the follow exists already.
 */
async function addFollow(deps: UsersDeps, { followerId, followeeId }: Follow): Promise<UserRecord | null> {
  const { models, clock } = deps;
  const atFollower = endOf(followerId, followeeId);
  if (await models.following.exists(atFollower)) return null;
  const edge = { followerId, followeeId, createdAt: clock() };
  await models.following.insertMany([{ ...atFollower, ...edge }]);
  await models.followers.insertMany([{ ...endOf(followeeId, followerId), ...edge }]);
  await emitAct(deps, followerId, 'user.followed.v1', { followerId, followeeId }, { followingCount: 1 });
  return await countFollower(deps, followeeId, 1);
}

/**
 * Removes a follow and its counts and emits the event, in the surrounding transaction.
 *
 * @returns The followee with the new count; null without a follow.
 */
export async function removeFollow(deps: UsersDeps, { followerId, followeeId }: Follow): Promise<UserRecord | null> {
  const { models } = deps;
  const { deletedCount } = await models.following.deleteOne(endOf(followerId, followeeId));
  if (deletedCount === 0) return null;
  await models.followers.deleteOne(endOf(followeeId, followerId));
  await emitAct(deps, followerId, 'user.unfollowed.v1', { followerId, followeeId }, { followingCount: -1 });
  return await countFollower(deps, followeeId, -1);
}

/** Counts at the followee. It comes last in a transaction: many followers may write this document at once. */
async function countFollower({ models }: UsersDeps, followeeId: string, step: 1 | -1): Promise<UserRecord> {
  const followee = await models.users
    .findOneAndUpdate(byId(followeeId), { $inc: { followerCount: step, revision: 1 } }, { returnDocument: 'after' })
    .lean();
  if (followee === null) throw noSuchUser();
  return followee;
}

/** Removes a follow request if there is one, in the surrounding transaction. */
export async function removeRequest(deps: UsersDeps, { followerId, followeeId }: Follow, actorId: string): Promise<void> {
  const isRemoved = await removeEdge(deps, 'requests', { fromId: followerId, toId: followeeId });
  if (isRemoved) await emitAct(deps, actorId, 'user.follow-declined.v1', { followerId, followeeId });
}

/** Turns a request into a follow, in the surrounding transaction. @returns The followee; null without a request. */
export async function acceptRequest(deps: UsersDeps, { followerId, followeeId }: Follow): Promise<UserRecord | null> {
  const isRemoved = await removeEdge(deps, 'requests', { fromId: followerId, toId: followeeId });
  return isRemoved ? await addFollow(deps, { followerId, followeeId }) : null;
}

/**
 * Follows a user, or requests to follow a private one; idempotent.
 *
 * @returns The user with the new count.
 * @throws AppError `NOT_FOUND` for an unknown user, `BAD_USER_INPUT` for oneself, `FORBIDDEN` for a user whom the viewer blocks.
 */
export async function follow(deps: UsersDeps, relation: Relation): Promise<UserRecord> {
  const { viewerId: followerId, userId: followeeId } = relation;
  return await changeRelation(deps, relation, async (user) => {
    if (await hasEdge(deps, 'blocks', { fromId: followerId, toId: followeeId }))
      throw new AppError('FORBIDDEN', 'You block this user: unblock them first.', { field: 'userId' });
    if (!user.isPrivate) {
      await removeEdge(deps, 'requests', { fromId: followerId, toId: followeeId });
      return (await addFollow(deps, { followerId, followeeId })) ?? user;
    }
    if (await deps.models.following.exists(endOf(followerId, followeeId))) return user;
    if (await addEdge(deps, 'requests', { fromId: followerId, toId: followeeId }))
      await emitAct(deps, followerId, 'user.follow-requested.v1', { followerId, followeeId });
    return user;
  });
}

/**
 * Ends a follow, or withdraws the request; idempotent.
 *
 * @returns The user with the new count.
 * @throws AppError `NOT_FOUND` for an unknown user, `BAD_USER_INPUT` for oneself.
 */
export async function unfollow(deps: UsersDeps, relation: Relation): Promise<UserRecord> {
  const { viewerId: followerId, userId: followeeId } = relation;
  return await changeRelation(deps, relation, async (user) => {
    await removeRequest(deps, { followerId, followeeId }, followerId);
    return (await removeFollow(deps, { followerId, followeeId })) ?? user;
  });
}

/**
 * Accepts a user's request to follow the viewer; idempotent.
 *
 * @returns The follower.
 * @throws AppError `NOT_FOUND` without a request.
 */
export async function approveFollow(deps: UsersDeps, relation: Relation): Promise<UserRecord> {
  const { viewerId: followeeId, userId: followerId } = relation;
  return await changeRelation(deps, relation, async (user) => {
    const isFollower = await deps.models.followers.exists(endOf(followeeId, followerId));
    if (!isFollower && (await acceptRequest(deps, { followerId, followeeId })) === null)
      throw new AppError('NOT_FOUND', 'This user has not asked to follow you.', { field: 'userId' });
    return (await deps.models.users.findOne(byId(followerId)).lean()) ?? user;
  });
}

/**
 * Declines a follow request; idempotent.
 *
 * @throws AppError `NOT_FOUND` for an unknown user, `BAD_USER_INPUT` for oneself.
 */
export async function declineFollow(deps: UsersDeps, relation: Relation): Promise<UserRecord> {
  const { viewerId: followeeId, userId: followerId } = relation;
  return await changeRelation(
    deps,
    relation,
    async (user) => {
      await removeRequest(deps, { followerId, followeeId }, followeeId);
      return user;
    },
    { hidden: 'allowed' },
  );
}
