/** The two lists of follows, as pages: who follows a user, and whom a user follows. */
import { shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import type { UsersDeps } from '../context.ts';

export interface FollowListInput {
  userId: string;
  args: PageArguments;
}

/** The ids of a user's followers, newest first. */
export async function listFollowers(deps: UsersDeps, { userId, args }: FollowListInput): Promise<Connection<string>> {
  const page = await paginate({
    args,
    cursors: deps.cursors,
    scope: `followers:${userId}`,
    order: 'newest first',
    fields: { at: 'createdAt', id: 'followerId' },
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.followers
        .find({ shard: shardOf(userId), followeeId: userId, ...filter }, { followerId: 1, createdAt: 1 })
        .sort(sort)
        .limit(limit)
        .lean(),
    placeOf: ({ createdAt, followerId }) => [createdAt, followerId],
  });
  return mapConnection(page, ({ followerId }) => followerId);
}

/** The ids of those a user follows, newest first. */
export async function listFollowing(deps: UsersDeps, { userId, args }: FollowListInput): Promise<Connection<string>> {
  const page = await paginate({
    args,
    cursors: deps.cursors,
    scope: `following:${userId}`,
    order: 'newest first',
    fields: { at: 'createdAt', id: 'followeeId' },
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.following
        .find({ shard: shardOf(userId), followerId: userId, ...filter }, { followeeId: 1, createdAt: 1 })
        .sort(sort)
        .limit(limit)
        .lean(),
    placeOf: ({ createdAt, followeeId }) => [createdAt, followeeId],
  });
  return mapConnection(page, ({ followeeId }) => followeeId);
}
