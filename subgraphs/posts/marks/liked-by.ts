import { shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import type { Reading } from '../context.ts';
import type { LikeRecord } from '../model.ts';

/** Who likes a post, the last first: those shown to everybody, without those whom a block hides from the viewer. */
export async function listLikers({ deps, loaders }: Reading, postId: string, args: PageArguments): Promise<Connection<{ id: string }>> {
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
      const relations = await Promise.all(likes.map(async ({ userId }) => await loaders.between.load(userId)));
      const restrictions = await Promise.all(likes.map(async ({ userId }) => await loaders.restriction.load(userId)));
      return likes.filter((_, index) => {
        const [relation, restriction] = [relations[index], restrictions[index]];
        return !(relation?.blocks || relation?.isBlocked || restriction?.isGone || restriction?.isSuspended);
      });
    },
  });
  return mapConnection(page, ({ userId }) => ({ id: userId }));
}
