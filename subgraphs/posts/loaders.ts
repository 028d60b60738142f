/** The loaders of one request: they read each collection once for all fields. */
import DataLoader from 'dataloader';
import { byIds, shardOf } from '#lib/db/ids.ts';
import { inOrderOf } from '#lib/loaders/in-order-of.ts';
import { createFollowsLoader, createRelationLoaders } from '#lib/relations/relation-loaders.ts';
import type { Crowd } from '#lib/crowd/crowd.ts';
import type { Loaders } from './context.ts';
import type { PostRecord } from './model.ts';
import type { PostsDeps } from './deps.ts';
import { loadViewers } from './live/load-viewers.ts';
import { maySeePost, publicationsOf, usersBehind } from './reading/may-see-post.ts';
import { onlyVisible } from './reading/only-visible.ts';
import { createEditsLoader } from './writing/edits.ts';

export function createLoaders(deps: PostsDeps, viewerId: string | null): Loaders {
  const { models } = deps;
  const relations = { follows: createFollowsLoader(models.following, viewerId), ...createRelationLoaders(models, viewerId) };
  return {
    ...relations,
    visiblePost: new DataLoader(async (postIds) => {
      const posts = await models.posts.find(byIds(postIds)).lean();
      return inOrderOf(postIds, await onlyVisible(posts, viewerId, relations));
    }),
    ownDraft: new DataLoader(async (postIds) => {
      // A draft is on the shard of its author. Ids of other shards cannot be drafts of the viewer.
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
    ...ofNobody(deps),
  };
}

/** The loaders that depend on no viewer. */
function ofNobody(deps: PostsDeps): Pick<Loaders, 'edits' | 'account' | 'fanOut'> {
  const { models } = deps;
  return {
    edits: createEditsLoader(deps),
    account: new DataLoader(async (userIds) => inOrderOf(userIds, await models.accounts.find(byIds(userIds)).lean())),
    fanOut: new DataLoader(async (postIds) => inOrderOf(postIds, await models.fanOuts.find(byIds(postIds)).lean())),
  };
}

/** The loaders of one execution for many viewers. Those of one viewer alone part the crowd. */
export function createCrowdLoaders(deps: PostsDeps, crowd: Crowd): Loaders {
  const { models } = deps;
  const apart = <Value>(): DataLoader<string, Value> => new DataLoader<string, Value>(async () => crowd.apart());
  const marked = (
    find: (filter: { _id: { $in: string[] }; shard: { $in: number[] } }) => Promise<{ _id: string }[]>,
    { idOf, shards }: { idOf: (viewerId: string, postId: string) => string; shards: (postIds: readonly string[]) => number[] },
  ): DataLoader<string, boolean> =>
    new DataLoader<string, boolean>(async (postIds) => {
      const ids = postIds.flatMap((postId) => crowd.viewerIds.map((viewerId) => idOf(viewerId, postId)));
      const found = new Set((await find({ _id: { $in: ids }, shard: { $in: shards(postIds) } })).map(({ _id }) => _id));
      return crowd.agree(postIds, (viewerId, postId) => found.has(idOf(viewerId, postId)));
    }, crowd.batches);
  const besidePost = {
    idOf: (viewerId: string, postId: string) => `${postId}/${viewerId}`,
    shards: (postIds: readonly string[]) => [...new Set(postIds.map(shardOf))],
  };
  const besideViewer = {
    idOf: (viewerId: string, postId: string) => `${viewerId}/${postId}`,
    shards: () => [...new Set(crowd.viewerIds.map(shardOf))],
  };
  return {
    between: apart(),
    restriction: apart(),
    follows: apart(),
    ownDraft: apart(),
    visiblePost: new DataLoader<string, PostRecord | null>(async (postIds) => {
      const found = inOrderOf(postIds, await models.posts.find(byIds(postIds)).lean());
      const posts = found.filter((post) => post !== null);
      const userIds = posts.flatMap(usersBehind);
      const viewerOf = await loadViewers(deps, { viewerIds: crowd.viewerIds, userIds, published: posts.flatMap(publicationsOf) });
      const shown = crowd.agree(found, (viewerId, post) => post !== null && maySeePost(viewerOf(viewerId), post));
      return shown.map((isShown, index) => (isShown instanceof Error ? isShown : isShown ? (found[index] ?? null) : null));
    }),
    liked: marked(async (filter) => await models.likes.find(filter, { _id: 1 }).lean(), besidePost),
    reposted: marked(async (filter) => await models.reposts.find(filter, { _id: 1 }).lean(), besidePost),
    bookmarked: marked(async (filter) => await models.bookmarks.find(filter, { _id: 1 }).lean(), besideViewer),
    ...ofNobody(deps),
  };
}

/** Loads whether the viewer has marked each post. A signed-out viewer has marked none. */
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

/** The filter of a viewer's marks, which are stored on the shard of the post under both ids. */
function besidePosts(postIds: readonly string[], viewerId: string | null): Record<string, unknown> {
  return { _id: { $in: postIds.map((postId) => `${postId}/${viewerId}`) }, shard: { $in: [...new Set(postIds.map(shardOf))] } };
}
