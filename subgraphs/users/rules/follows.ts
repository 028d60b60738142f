/** Who follows whom. An edge is stored at both ends; the counts change in its transaction, so they equal the documents. */
import { byId, byIds, isId, shardOf } from '#lib/db/ids.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import { AppError, badInput } from '#lib/service/errors.ts';
import type { UsersDeps } from '../context.ts';
import type { FollowRecord, UserRecord } from '../model.ts';

export interface FollowInput {
  viewerId: string;
  userId: string;
}

const noSuchUser = (): AppError => new AppError('NOT_FOUND', 'There is no such user.', { field: 'userId' });

/** The two documents of an edge: where its follower looks, and where its followee does. */
export function edgeIds(
  followerId: string,
  followeeId: string,
): { atFollower: Pick<FollowRecord, '_id' | 'shard'>; atFollowee: Pick<FollowRecord, '_id' | 'shard'> } {
  return {
    atFollower: { _id: `${followerId}:${followeeId}`, shard: shardOf(followerId) },
    atFollowee: { _id: `${followeeId}:${followerId}`, shard: shardOf(followeeId) },
  };
}

const gone = (): AppError => new AppError('UNAUTHENTICATED', 'This account is gone.');

/** The followee, once both are found to be there. */
async function requireBoth({ models }: UsersDeps, { viewerId, userId }: FollowInput): Promise<UserRecord> {
  if (userId === viewerId) throw badInput('userId', 'Not oneself.');
  if (!isId(userId, 'usr')) throw noSuchUser();
  const found = await models.users.find(byIds([viewerId, userId])).lean();
  if (!found.some(({ _id }) => _id === viewerId)) throw gone();
  const user = found.find(({ _id }) => _id === userId);
  if (user === undefined) throw noSuchUser();
  return user;
}

/** Counts an edge that came or went. The followee's part comes last: it is the document that many may want to write at once. */
async function count(deps: UsersDeps, { viewerId, userId }: FollowInput, step: 1 | -1): Promise<UserRecord> {
  const { users } = deps.models;
  const follower = await users
    .findOneAndUpdate(byId(viewerId), { $inc: { followingCount: step, revision: 1 } }, { returnDocument: 'after' })
    .lean();
  if (follower === null) throw gone();
  await deps.emit({
    type: step === 1 ? 'user.followed.v1' : 'user.unfollowed.v1',
    subject: viewerId,
    revision: follower.revision,
    payload: { followerId: viewerId, followeeId: userId },
  });
  const followee = await users
    .findOneAndUpdate(byId(userId), { $inc: { followerCount: step, revision: 1 } }, { returnDocument: 'after' })
    .lean();
  if (followee === null) throw noSuchUser();
  return followee;
}

/** One change to the follows of a user after another, in this process: their count is one document. */
async function change(deps: UsersDeps, input: FollowInput, work: (user: UserRecord) => Promise<UserRecord>): Promise<UserRecord> {
  return await inTurn(deps.connection, input.userId, () => deps.transaction(async () => await work(await requireBoth(deps, input))));
}

/**
 * Follows a user; again is fine.
 *
 * @returns The followed user, counted anew.
 * @throws AppError `NOT_FOUND` for nobody, `BAD_USER_INPUT` for oneself.
 */
export async function follow(deps: UsersDeps, input: FollowInput): Promise<UserRecord> {
  const { models, clock } = deps;
  return await change(deps, input, async (user) => {
    const { atFollower, atFollowee } = edgeIds(input.viewerId, input.userId);
    if (await models.following.exists(atFollower)) return user;
    const edge = { followerId: input.viewerId, followeeId: input.userId, createdAt: clock() };
    await models.following.insertMany([{ ...atFollower, ...edge }]);
    await models.followers.insertMany([{ ...atFollowee, ...edge }]);
    return await count(deps, input, 1);
  });
}

/**
 * Follows a user no longer; again is fine.
 *
 * @returns The user, counted anew.
 * @throws AppError `NOT_FOUND` for nobody, `BAD_USER_INPUT` for oneself.
 */
export async function unfollow(deps: UsersDeps, input: FollowInput): Promise<UserRecord> {
  const { models } = deps;
  return await change(deps, input, async (user) => {
    const { atFollower, atFollowee } = edgeIds(input.viewerId, input.userId);
    const { deletedCount } = await models.following.deleteOne(atFollower);
    if (deletedCount === 0) return user;
    await models.followers.deleteOne(atFollowee);
    return await count(deps, input, -1);
  });
}
