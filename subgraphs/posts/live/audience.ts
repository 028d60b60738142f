/** Which of those who listen an event is for: asked once an event, for all of them together. */
import type { Envelope } from '#lib/events/log.ts';
import { byId, byIds, shardOf } from '#lib/db/ids.ts';
import type { ViewerRelations } from '#lib/relations/may-see.ts';
import { postsEvents } from '#schema/events/posts.ts';
import type { PostsDeps } from '../context.ts';
import { belongsInFeed, type FeedRelations } from '../feed/feed.ts';
import { type Behind, maySeePost, usersBehind } from '../reading/may-see-post.ts';
import { changeOf } from './post-changes.ts';

/** The topic of what is listed for everybody; no id and no tag is written so. */
export const publicTopic = 'public';

/** What somebody listens to. */
export type Interest =
  | { kind: 'feed'; viewerId: string }
  | { kind: 'hashtag'; viewerId: string | null; hashtag: string }
  | { kind: 'public'; viewerId: string | null }
  | { kind: 'posts'; viewerId: string | null; postIds: ReadonlySet<string> };

type Viewer = ViewerRelations & FeedRelations;

/** The listeners that an event is for, who may see what it is about. */
export async function audience(deps: PostsDeps, envelope: Envelope, interests: Interest[]): Promise<Set<Interest>> {
  const forNew = envelope.type === 'post.created' ? await audienceOfNew(deps, envelope, interests) : [];
  return new Set([...forNew, ...(await audienceOfChange(deps, envelope, interests))]);
}

async function audienceOfNew(deps: PostsDeps, envelope: Envelope, interests: Interest[]): Promise<Interest[]> {
  const post = postsEvents['post.created.v1'].parse(envelope.payload);
  const tags = post.visibility === 'PUBLIC' ? post.hashtags : [];
  const isForAll = envelope.topics.includes(publicTopic);
  const candidates = interests.filter(
    (interest) =>
      interest.kind === 'feed' ||
      (interest.kind === 'public' && isForAll) ||
      (interest.kind === 'hashtag' && tags.includes(interest.hashtag)),
  );
  if (candidates.length === 0) return [];
  const viewerOf = await loadViewers(
    deps,
    [...usersBehind(post), ...(post.replyToAuthorId === null ? [] : [post.replyToAuthorId])],
    candidates,
  );
  return candidates.filter((interest) => {
    const viewer = viewerOf(interest.viewerId);
    return maySeePost(viewer, post) && (interest.kind !== 'feed' || belongsInFeed(viewer, post));
  });
}

async function audienceOfChange(deps: PostsDeps, envelope: Envelope, interests: Interest[]): Promise<Interest[]> {
  const change = changeOf(envelope);
  const candidates = interests.filter((interest) => interest.kind === 'posts' && change !== null && interest.postIds.has(change.postId));
  if (change === null || candidates.length === 0) return [];
  const post: Behind | null = change.deleted ?? (await deps.models.posts.findOne(byId(change.postId)).lean());
  if (!post) return [];
  const { by, actorId } = change;
  const actors = actorId === undefined ? [] : [actorId];
  const viewerOf = await loadViewers(deps, [...usersBehind(post), ...(by ? usersBehind(by) : []), ...actors], candidates);
  return candidates.filter(({ viewerId }) => {
    const viewer = viewerOf(viewerId);
    return maySeePost(viewer, post) && (!by || maySeePost(viewer, by)) && actors.every((userId) => isShown(viewer, userId));
  });
}

/** Whether nothing hides a user from a viewer. */
function isShown({ viewerId, isBlocked, restriction }: ViewerRelations, userId: string): boolean {
  if (userId === viewerId) return true;
  const restricted = restriction(userId);
  return !restricted?.isGone && !restricted?.isSuspended && !(viewerId !== null && isBlocked(userId));
}

/** What these users are to those who listen; read at the users' ends, where one shard has all of a user's. */
async function loadViewers({ models }: PostsDeps, userIds: string[], interests: Interest[]): Promise<(viewerId: string | null) => Viewer> {
  const viewerIds = [...new Set(interests.flatMap(({ viewerId }) => viewerId ?? []))];
  const restrictions = new Map((await models.restrictions.find(byIds([...new Set(userIds)])).lean()).map((record) => [record._id, record]));
  const ends = new Map<string, Awaited<ReturnType<typeof findEnds>>>();
  for (const userId of new Set(userIds)) ends.set(userId, await findEnds({ models }, userId, viewerIds));
  return (viewerId) => {
    const relation = (userId: string) => (viewerId === null ? undefined : ends.get(userId)?.relations.get(viewerId));
    return {
      viewerId,
      follows: (userId) => viewerId !== null && (ends.get(userId)?.followers.has(viewerId) ?? false),
      mutes: (userId) => relation(userId)?.isMuted ?? false,
      isBlocked: (userId) => Boolean(relation(userId)?.blocks || relation(userId)?.isBlocked),
      restriction: (userId) => restrictions.get(userId) ?? null,
    };
  };
}

async function findEnds({ models }: Pick<PostsDeps, 'models'>, userId: string, viewerIds: string[]) {
  const shard = shardOf(userId);
  const follows = await models.followers.find({ followeeId: userId, shard, followerId: { $in: viewerIds } }, { followerId: 1 }).lean();
  const relations = await models.relations.find({ userId, shard, otherId: { $in: viewerIds } }).lean();
  return {
    followers: new Set(follows.map(({ followerId }) => followerId)),
    relations: new Map(relations.map((relation) => [relation.otherId, relation])),
  };
}
