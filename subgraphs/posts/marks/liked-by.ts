import { shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import { findVisibleActors } from '#lib/relations/relation-loaders.ts';
import type { Reading } from '../context.ts';
import type { LikeRecord } from '../model.ts';

/** Lists the users who like a post, newest like first, without users whom the viewer may not see. */
export async function listLikers(
  { deps, viewerId, loaders }: Reading,
  postId: string,
  args: PageArguments,
): Promise<Connection<{ id: string }>> {
  const page = await paginate<Pick<LikeRecord, 'userId' | 'createdAt'>>({
    args,
    cursors: deps.cursors,
    scope: `liked-by:${postId}`,
    order: 'newest first',
    fields: { at: 'createdAt', id: 'userId' },
    placeOf: ({ createdAt, userId }) => [createdAt, userId],
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.likes
        .find({ postId, shard: shardOf(postId), isListed: true, ...filter }, { userId: 1, createdAt: 1 })
        .sort(sort)
        .limit(limit)
        .lean(),
    keep: async (likes) => {
      const visible = await findVisibleActors(
        loaders,
        viewerId,
        likes.map(({ userId }) => userId),
      );
      return likes.filter(({ userId }) => visible.has(userId));
    },
  });
  return mapConnection(page, ({ userId }) => ({ id: userId }));
}
