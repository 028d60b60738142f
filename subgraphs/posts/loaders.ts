/** What one request loads, each collection asked once for all that its fields want. */
import DataLoader from 'dataloader';
import { byIds, shardOf } from '#lib/db/ids.ts';
import type { ViewerRelations } from '#lib/relations/may-see.ts';
import { createRelationLoaders, type RelationLoaders } from '#lib/relations/replica.ts';
import type { PostsDeps } from './context.ts';
import type { AccountRecord, DraftRecord, FanOutRecord, PostEditRecord, PostRecord } from './model.ts';
import { createEditsLoader, type EditsKey } from './writing/edits.ts';
import { type Behind, maySeePost, usersBehind } from './reading/may-see-post.ts';

export interface Loaders extends RelationLoaders {
  /** Posts that the viewer may see; null for all others. */
  visiblePost: DataLoader<string, PostRecord | null>;
  /** Drafts of the viewer's own. */
  ownDraft: DataLoader<string, DraftRecord | null>;
  /** Whether the viewer follows a user. */
  follows: DataLoader<string, boolean>;
  /** Whether the viewer likes a post. */
  liked: DataLoader<string, boolean>;
  /** Whether the viewer shows a post to their followers. */
  reposted: DataLoader<string, boolean>;
  /** Whether the viewer keeps a post for later. */
  bookmarked: DataLoader<string, boolean>;
  /** What posts said before. */
  edits: DataLoader<EditsKey, PostEditRecord[], string>;
  account: DataLoader<string, AccountRecord | null>;
  fanOut: DataLoader<string, FanOutRecord | null>;
}

export function createLoaders(deps: PostsDeps, viewerId: string | null): Loaders {
  const { models } = deps;
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
    ownDraft: new DataLoader(async (postIds) => {
      // A post is on the shard of its author: others' need not be looked for.
      const candidates = viewerId === null ? [] : postIds.filter((postId) => shardOf(postId) === shardOf(viewerId));
      if (candidates.length === 0) return postIds.map(() => null);
      return inOrderOf(postIds, await models.drafts.find({ ...byIds(candidates), authorId: viewerId }).lean());
    }),
    liked: marks(viewerId, async (postIds) => await models.likes.find(besidePosts(postIds, viewerId), { postId: 1 }).lean()),
    reposted: marks(viewerId, async (postIds) => await models.reposts.find(besidePosts(postIds, viewerId), { postId: 1 }).lean()),
    bookmarked: marks(viewerId, async (postIds, ownerId) => {
      const ids = postIds.map((postId) => `${ownerId}/${postId}`);
      return await models.bookmarks.find({ _id: { $in: ids }, shard: shardOf(ownerId) }, { postId: 1 }).lean();
    }),
    edits: createEditsLoader(deps),
    account: new DataLoader(async (userIds) => inOrderOf(userIds, await models.accounts.find(byIds(userIds)).lean())),
    fanOut: new DataLoader(async (postIds) => inOrderOf(postIds, await models.fanOuts.find(byIds(postIds)).lean())),
  };
}

/** Loads whether each post has a mark of the viewer's; none has of somebody who is not signed in. */
function marks(
  viewerId: string | null,
  find: (postIds: readonly string[], viewerId: string) => Promise<{ postId: string }[]>,
): DataLoader<string, boolean> {
  return new DataLoader(async (postIds) => {
    const found = viewerId === null ? [] : await find(postIds, viewerId);
    const marked = new Set(found.map(({ postId }) => postId));
    return postIds.map((postId) => marked.has(postId));
  });
}

/** What a viewer has put beside posts: found under both ids, where the post is. */
function besidePosts(postIds: readonly string[], viewerId: string | null): Record<string, unknown> {
  return { _id: { $in: postIds.map((postId) => `${postId}/${viewerId}`) }, shard: { $in: [...new Set(postIds.map(shardOf))] } };
}

/** Those of the posts that the viewer may see; follows are asked for only where they decide. */
export async function onlyVisible<Post extends Behind>(
  posts: readonly Post[],
  viewerId: string | null,
  loaders: Pick<Loaders, 'follows' | 'between' | 'restriction'>,
): Promise<Post[]> {
  const userIds = [...new Set(posts.flatMap(usersBehind))].filter((userId) => userId !== viewerId);
  const restrictions = await loadAll(loaders.restriction, userIds);
  const relations = await loadAll(loaders.between, userIds);
  const forFollowers = posts.filter(({ visibility }) => visibility !== 'PUBLIC').map(({ authorId }) => authorId);
  const decisive = new Set([...forFollowers, ...userIds.filter((userId) => restrictions.get(userId)?.isPrivate)]);
  const followed = await loadAll(loaders.follows, [...decisive]);
  const viewer: ViewerRelations = {
    viewerId,
    follows: (userId) => followed.get(userId) ?? false,
    isBlocked: (userId) => Boolean(relations.get(userId)?.blocks || relations.get(userId)?.isBlocked),
    restriction: (userId) => restrictions.get(userId) ?? null,
  };
  return posts.filter((post) => maySeePost(viewer, post));
}

async function loadAll<Value>(loader: DataLoader<string, Value>, keys: string[]): Promise<Map<string, Value>> {
  const values = await Promise.all(keys.map((key) => loader.load(key)));
  return new Map(keys.map((key, index) => [key, values[index] as Value]));
}

function inOrderOf<Item extends { _id: string }>(ids: readonly string[], items: Item[]): (Item | null)[] {
  const byItsId = new Map(items.map((item) => [item._id, item]));
  return ids.map((id) => byItsId.get(id) ?? null);
}
