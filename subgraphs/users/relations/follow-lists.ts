/** Pages of a user's followers, and of the users that a user follows. */
import { shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import type { UsersDeps } from '../deps.ts';

export interface FollowListInput {
  userId: string;
  args: PageArguments;
  /** The ones of these users whom the viewer may find; all when absent. */
  keep?: (ids: string[]) => Promise<{ has: (id: string) => boolean }>;
  /** True: the viewer may not see the list, and gets an empty one. */
  isHidden?: boolean;
}

/** The ids of a user's followers, newest first. */
export async function listFollowers(deps: UsersDeps, { userId, args, keep, isHidden }: FollowListInput): Promise<Connection<string>> {
  const page = await paginate({
    args,
    cursors: deps.cursors,
    scope: `followers:${userId}`,
    order: 'newest first',
    fields: { at: 'createdAt', id: 'followerId' },
    fetch: async ({ filter, sort, limit }) =>
      isHidden
        ? []
        : await deps.models.followers
            .find({ shard: shardOf(userId), followeeId: userId, ...filter }, { followerId: 1, createdAt: 1 })
            .sort(sort)
            .limit(limit)
            .lean(),
    placeOf: ({ createdAt, followerId }) => [createdAt, followerId],
    keep: async (edges) => {
      const kept = await keep?.(edges.map(({ followerId }) => followerId));
      return kept ? edges.filter(({ followerId }) => kept.has(followerId)) : edges;
    },
  });
  return mapConnection(page, ({ followerId }) => followerId);
}

/** The ids of the users that a user follows, newest first. */
export async function listFollowing(deps: UsersDeps, { userId, args, keep, isHidden }: FollowListInput): Promise<Connection<string>> {
  const page = await paginate({
    args,
    cursors: deps.cursors,
    scope: `following:${userId}`,
    order: 'newest first',
    fields: { at: 'createdAt', id: 'followeeId' },
    fetch: async ({ filter, sort, limit }) =>
      isHidden
        ? []
        : await deps.models.following
            .find({ shard: shardOf(userId), followerId: userId, ...filter }, { followeeId: 1, createdAt: 1 })
            .sort(sort)
            .limit(limit)
            .lean(),
    placeOf: ({ createdAt, followeeId }) => [createdAt, followeeId],
    keep: async (edges) => {
      const kept = await keep?.(edges.map(({ followeeId }) => followeeId));
      return kept ? edges.filter(({ followeeId }) => kept.has(followeeId)) : edges;
    },
  });
  return mapConnection(page, ({ followeeId }) => followeeId);
}
