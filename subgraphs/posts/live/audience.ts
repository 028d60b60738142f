/** Chooses the listeners of an event: called once an event, for all listeners together. */
import type { Envelope } from '#lib/events/log.ts';
import { byId, shardOf } from '#lib/db/ids.ts';
import { maySeeActor } from '#lib/relations/may-see.ts';
import { readRelationsOfUsers } from '#lib/relations/read-relations.ts';
import { type KnownRelations, relationsOf } from '#lib/relations/viewer-relations.ts';
import { postsEvents } from '#schema/events/posts.ts';
import type { PostsDeps } from '../deps.ts';
import { belongsInFeed } from '../feed/feed.ts';
import { type Behind, maySeePost, usersBehind } from '../reading/may-see-post.ts';
import { type Interest, publicTopic } from './interest.ts';
import { changeOf } from './post-changes.ts';

/** The listeners whose interest includes an event, and who may see its post. */
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
    return maySeePost(viewer, post) && (!by || maySeePost(viewer, by)) && actors.every((userId) => maySeeActor(viewer, userId));
  });
}

/** Reads the relations between these users and the listeners, at the users' ends: one shard has all of a user's relations. */
async function loadViewers(
  { models }: PostsDeps,
  userIds: readonly string[],
  interests: readonly Interest[],
): Promise<(viewerId: string | null) => KnownRelations> {
  const viewerIds = [...new Set(interests.flatMap(({ viewerId }) => viewerId ?? []))];
  const known = await readRelationsOfUsers(models, { viewerIds, userIds });
  const follows = new Set<string>();
  for (const userId of new Set(userIds)) {
    const where = { followeeId: userId, shard: shardOf(userId), followerId: { $in: viewerIds } };
    for (const { followerId } of await models.followers.find(where, { followerId: 1 }).lean()) follows.add(`${followerId}/${userId}`);
  }
  const lookups = { ...known, follows: (viewerId: string, userId: string) => follows.has(`${viewerId}/${userId}`) };
  return (viewerId) => relationsOf(viewerId, lookups);
}
