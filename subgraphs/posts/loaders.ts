/** What one request loads, each collection asked once for all that its fields want. */
import DataLoader from 'dataloader';
import { byIds, shardOf } from '#lib/db/ids.ts';
import { maySee, type ViewerRelations } from '#lib/relations/may-see.ts';
import { createRelationLoaders, type RelationLoaders } from '#lib/relations/replica.ts';
import type { PostsDeps } from './context.ts';
import type { AccountRecord, FanOutRecord, PostRecord } from './model.ts';

export interface Loaders extends RelationLoaders {
  /** Posts that the viewer may see; null for all others. */
  visiblePost: DataLoader<string, PostRecord | null>;
  /** Whether the viewer follows a user. */
  follows: DataLoader<string, boolean>;
  /** Whether the viewer likes a post. */
  liked: DataLoader<string, boolean>;
  account: DataLoader<string, AccountRecord | null>;
  fanOut: DataLoader<string, FanOutRecord | null>;
}

export function createLoaders({ models }: PostsDeps, viewerId: string | null): Loaders {
  const follows = new DataLoader<string, boolean>(async (userIds) => {
    if (viewerId === null) return userIds.map(() => false);
    const edges = await models.following
      .find({ _id: { $in: userIds.map((userId) => `${viewerId}/${userId}`) }, shard: shardOf(viewerId) })
      .lean();
    const followees = new Set(edges.map(({ followeeId }) => followeeId));
    return userIds.map((userId) => followees.has(userId));
  });
  const relations = { follows, ...createRelationLoaders(models, viewerId) };
  return {
    ...relations,
    visiblePost: new DataLoader(async (postIds) => {
      const posts = await models.posts.find(byIds(postIds)).lean();
      return inOrderOf(postIds, await onlyVisible(posts, viewerId, relations));
    }),
    liked: new DataLoader(async (postIds) => {
      if (viewerId === null) return postIds.map(() => false);
      const ids = postIds.map((postId) => `${postId}/${viewerId}`);
      const likes = await models.likes.find({ _id: { $in: ids }, shard: { $in: postIds.map(shardOf) } }, { postId: 1 }).lean();
      const liked = new Set(likes.map(({ postId }) => postId));
      return postIds.map((postId) => liked.has(postId));
    }),
    account: new DataLoader(async (userIds) => inOrderOf(userIds, await models.accounts.find(byIds(userIds)).lean())),
    fanOut: new DataLoader(async (postIds) => inOrderOf(postIds, await models.fanOuts.find(byIds(postIds)).lean())),
  };
}

/** Those of the posts that the viewer may see; follows are asked for only where they decide. */
export async function onlyVisible(
  posts: PostRecord[],
  viewerId: string | null,
  loaders: Pick<Loaders, 'follows' | 'between' | 'restriction'>,
): Promise<PostRecord[]> {
  const authorIds = [...new Set(posts.map(({ authorId }) => authorId).filter((authorId) => authorId !== viewerId))];
  const restrictions = await loadAll(loaders.restriction, authorIds);
  const relations = await loadAll(loaders.between, authorIds);
  const decisive = posts.filter(({ visibility, authorId }) => visibility !== 'PUBLIC' || restrictions.get(authorId)?.isPrivate);
  const followed = await loadAll(loaders.follows, [...new Set(decisive.map(({ authorId }) => authorId))]);
  const viewer: ViewerRelations = {
    viewerId,
    follows: (userId) => followed.get(userId) ?? false,
    isBlocked: (userId) => Boolean(relations.get(userId)?.blocks || relations.get(userId)?.isBlocked),
    restriction: (userId) => restrictions.get(userId) ?? null,
  };
  return posts.filter((post) => maySee(viewer, post));
}

async function loadAll<Value>(loader: DataLoader<string, Value>, keys: string[]): Promise<Map<string, Value>> {
  const values = await Promise.all(keys.map((key) => loader.load(key)));
  return new Map(keys.map((key, index) => [key, values[index] as Value]));
}

function inOrderOf<Item extends { _id: string }>(ids: readonly string[], items: Item[]): (Item | null)[] {
  const byItsId = new Map(items.map((item) => [item._id, item]));
  return ids.map((id) => byItsId.get(id) ?? null);
}
