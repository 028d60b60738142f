import { shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import type { UsersDeps } from '../deps.ts';

/** The ends of a follow in each list: the user who has the list, and the user who is listed. */
const ends = {
  followers: { own: 'followeeId', other: 'followerId' },
  following: { own: 'followerId', other: 'followeeId' },
} as const;

export type FollowList = keyof typeof ends;

export interface FollowListInput {
  userId: string;
  args: PageArguments;
  /** The ones of these users whom the viewer may find; all when absent. */
  keep?: (ids: string[]) => Promise<{ has: (id: string) => boolean }>;
  /** True: the viewer may not see the list, and gets an empty one. */
  isHidden?: boolean;
}

/** The ids of a user's followers, or of the users that a user follows, newest first. */
export async function listFollows(
  deps: UsersDeps,
  list: FollowList,
  { userId, args, keep, isHidden }: FollowListInput,
): Promise<Connection<string>> {
  const { own, other } = ends[list];
  const page = await paginate({
    args,
    cursors: deps.cursors,
    scope: `${list}:${userId}`,
    order: 'newest first',
    fields: { at: 'createdAt', id: other },
    fetch: async ({ filter, sort, limit }) =>
      isHidden
        ? []
        : await deps.models[list]
            .find({ shard: shardOf(userId), [own]: userId, ...filter }, { followerId: 1, followeeId: 1, createdAt: 1 })
            .sort(sort)
            .limit(limit)
            .lean(),
    placeOf: (edge) => [edge.createdAt, edge[other]],
    keep: async (edges) => {
      const kept = await keep?.(edges.map((edge) => edge[other]));
      return kept ? edges.filter((edge) => kept.has(edge[other])) : edges;
    },
  });
  return mapConnection(page, (edge) => edge[other]);
}
