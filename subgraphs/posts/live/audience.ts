/** Chooses the listeners of an event: called once an event, for all listeners together. */
import type { Envelope } from '#lib/events/log.ts';
import { byId } from '#lib/db/ids.ts';
import { maySeeActor } from '#lib/relations/may-see.ts';
import { postsEvents } from '#schema/events/posts.ts';
import type { PostsDeps } from '../deps.ts';
import { belongsInFeed } from '../feed/feed.ts';
import { type Behind, maySeePost, publicationsOf, usersBehind } from '../reading/may-see-post.ts';
import { type Interest, publicTopic } from './interest.ts';
import { loadViewers } from './load-viewers.ts';
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
  const viewerOf = await loadViewers(deps, {
    viewerIds: candidates.flatMap(({ viewerId }) => viewerId ?? []),
    userIds: [...usersBehind(post), ...(post.replyToAuthorId === null ? [] : [post.replyToAuthorId])],
    published: publicationsOf(post),
    areFollowsAsked: candidates.some(({ kind }) => kind === 'feed'),
  });
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
  const viewerOf = await loadViewers(deps, {
    viewerIds: candidates.flatMap(({ viewerId }) => viewerId ?? []),
    userIds: [...usersBehind(post), ...(by ? usersBehind(by) : []), ...actors],
    published: [...publicationsOf(post), ...(by ? publicationsOf(by) : [])],
  });
  return candidates.filter(({ viewerId }) => {
    const viewer = viewerOf(viewerId);
    return maySeePost(viewer, post) && (!by || maySeePost(viewer, by)) && actors.every((userId) => maySeeActor(viewer, userId));
  });
}
