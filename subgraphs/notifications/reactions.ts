/** Reactions to other subgraphs' events: notifications, pushes, mails, and the copy of names and relations. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { Envelope } from '#lib/events/log.ts';
import type { Reactions } from '#lib/events/reader.ts';
import { relationReactions } from '#lib/relations/replica.ts';
import type { EventPayload } from '#schema/events/index.ts';
import type { NotificationsDeps } from './deps.ts';
import { eraseAccount } from './inbox/erase-account.ts';
import { followRoom, tellOfInvite } from './inbox/follow-rooms.ts';
import { forgetActor } from './inbox/forget-actor.ts';
import { mailMediaReady } from './mail/mail-media-ready.ts';
import { startPushToFollowers } from './push/push-to-followers.ts';
import { tellOfPost } from './inbox/tell-of-post.ts';
import { addActs, addWithoutActor } from './inbox/add-acts.ts';
import { forgetArticle, tellAdmins } from './news/tell-admins.ts';
import { startTelling } from './news/tell-attendees.ts';
import { removeDevicesOf } from './push/devices.ts';
import { noteGone } from './inbox/still-there.ts';
import { keepMentions, removeSource, removeSourceOf, removeSubject } from './inbox/take-back.ts';

type Like = EventPayload<'post.liked.v1'>;
type Follow = EventPayload<'user.followed.v1'>;

async function rememberUser(deps: NotificationsDeps, payload: EventPayload<'user.updated.v1'>, envelope: Envelope): Promise<void> {
  const { userId, username, displayName, role } = payload;
  await relationReactions['user.updated.v1'](deps, payload, envelope);
  await deps.models.people.updateOne(byId(userId), { $set: { username, displayName, role } }, { upsert: true });
}

const likeId = ({ postId, likerId }: Like): string => `like/${postId}/${likerId}`;
const followId = ({ followerId, followeeId }: Follow): string => `follow/${followerId}/${followeeId}`;
const requestId = ({ followerId, followeeId }: Follow): string => `request/${followerId}/${followeeId}`;

type Events<Payload> = readonly { payload: Payload }[];

async function addLikes(deps: NotificationsDeps, events: Events<Like>): Promise<void> {
  for (const likes of Map.groupBy(events, ({ payload }) => payload.postId).values()) {
    const [{ payload }] = likes as [{ payload: Like }];
    await addActs(
      deps,
      { recipientId: payload.authorId, kind: 'LIKE', subjectId: payload.postId },
      likes.map(({ payload: like }) => ({ actorId: like.likerId, sourceId: likeId(like) })),
    );
  }
}

async function addFollows(deps: NotificationsDeps, events: Events<Follow>): Promise<void> {
  const follows = events.map(({ payload }) => payload);
  const shard = { $in: [...new Set(follows.map(({ followeeId }) => shardOf(followeeId)))] };
  const requests = await deps.models.acts.find({ sourceIds: { $in: follows.map(requestId) }, shard }, { sourceIds: 1 }).lean();
  const asked = new Set(requests.flatMap(({ sourceIds }) => sourceIds));
  // The followee accepted a request: the request's notification goes, and the follow makes none.
  for (const follow of follows) if (asked.has(requestId(follow))) await removeSourceOf(deps, follow.followeeId, requestId(follow));
  const news = follows.filter((follow) => !asked.has(requestId(follow)));
  for (const [recipientId, ofOne] of Map.groupBy(news, ({ followeeId }) => followeeId)) {
    const acts = ofOne.map((follow) => ({ actorId: follow.followerId, sourceId: followId(follow) }));
    await addActs(deps, { recipientId, kind: 'FOLLOW', subjectId: '' }, acts);
  }
}

export const reactions: Reactions<NotificationsDeps> = {
  posts: {
    'post.created.v1': async (deps, post) => {
      const { postId, authorId, mentionIds, visibility, replyToId, replyToAuthorId, repostOfId, repostOfAuthorId } = post;
      const others = [replyToAuthorId, repostOfAuthorId, ...mentionIds].filter((id) => id !== null && id !== authorId);
      const about = { postId, authorId, mentionIds, replyToId, replyToAuthorId, repostOfId, repostOfAuthorId };
      if (others.length > 0) await deps.enqueue(tellOfPost, about, { id: `tell-of-post/${postId}` });
      if (replyToId === null && repostOfId === null && visibility !== 'MENTIONED') await startPushToFollowers(deps, post);
    },
    'post.edited.v1': async (deps, { postId, authorId, mentionIds, replyToAuthorId, repostOfId }, { revision }) => {
      await keepMentions(deps, postId, mentionIds);
      // The job leaves out mentions that the recipient was notified of before.
      const mentioned = mentionIds.filter((id) => id !== authorId && id !== replyToAuthorId);
      if (repostOfId !== null || mentioned.length === 0) return;
      const about = { postId, authorId, mentionIds: mentioned, replyToId: null, replyToAuthorId: null, repostOfId, repostOfAuthorId: null };
      await deps.enqueue(tellOfPost, about, { id: `tell-of-post/${postId}/${revision}` });
    },
    'post.deleted.v1': async (deps, { postId, authorId, mentionIds }) => {
      await noteGone(deps, postId);
      await removeSource(deps, postId);
      await removeSubject(deps, postId, [authorId, ...mentionIds]);
      await deps.models.postPushes.deleteOne(byId(postId));
      await deps.models.pushChunks.deleteMany({ postId, shard: shardOf(postId) });
    },
    'post.liked.v1': { together: addLikes },
    'post.unliked.v1': async (deps, like) => await removeSourceOf(deps, like.authorId, likeId(like)),
  },
  users: {
    ...relationReactions,
    'user.registered.v1': rememberUser,
    'user.updated.v1': rememberUser,
    'user.followed.v1': { together: addFollows },
    'user.unfollowed.v1': async (deps, follow) => await removeSourceOf(deps, follow.followeeId, followId(follow)),
    'user.follow-requested.v1': async (deps, follow) => {
      const { followerId: actorId, followeeId: recipientId } = follow;
      await addActs(deps, { recipientId, kind: 'FOLLOW_REQUEST', subjectId: '' }, [{ actorId, sourceId: requestId(follow) }]);
    },
    'user.follow-declined.v1': async (deps, follow) => await removeSourceOf(deps, follow.followeeId, requestId(follow)),
    'user.blocked.v1': async (deps, block, { id }) => {
      await relationReactions['user.blocked.v1'](deps, block);
      const { blockerId, blockedId } = block;
      await deps.enqueue(forgetActor, { recipientId: blockerId, actorId: blockedId }, { id: `forget-actor/${id}/1` });
      await deps.enqueue(forgetActor, { recipientId: blockedId, actorId: blockerId }, { id: `forget-actor/${id}/2` });
    },
    'session.ended.v1': async (deps, session) => {
      await noteGone(deps, session.sessionId);
      await removeDevicesOf(deps, session);
    },
    'user.deleted.v1': async (deps, { userId }, envelope) => {
      await relationReactions['user.deleted.v1'](deps, { userId }, envelope);
      await deps.enqueue(eraseAccount, { userId }, { id: `erase-account/${userId}` });
    },
  },
  rooms: { 'room.changed.v1': followRoom, 'room.invited.v1': tellOfInvite },
  media: {
    'media.ready.v1': async (deps, { mediaId, ownerId, kind, ditheredFromId, levels }) => {
      // A photograph is ready at once and needs no notification.
      if (kind === 'IMAGE' && ditheredFromId === null) return;
      const group = await addWithoutActor(deps, { recipientId: ownerId, kind: 'MEDIA_READY', subjectId: mediaId });
      if (group && levels !== null) await deps.enqueue(mailMediaReady, { mediaId, ownerId, levels }, { id: `mail-media-ready/${mediaId}` });
    },
    'media.deleted.v1': async (deps, { mediaId, ownerId }) => await removeSubject(deps, mediaId, [ownerId]),
  },
  news: {
    'article.published.v1': async (deps, { articleId, isFirst }) => {
      if (isFirst) await deps.enqueue(tellAdmins, { articleId }, { id: `tell-admins/${articleId}` });
    },
    'article.deleted.v1': async (deps, { articleId }) => await forgetArticle(deps, articleId),
    'event.edited.v1': async (deps, { eventId, isMoved, isNewlyCancelled }, { revision }) => {
      if (isMoved || isNewlyCancelled) await startTelling(deps, { eventId, kind: 'EVENT_CHANGED', what: revision });
    },
    'event.soon.v1': async (deps, { eventId, startsAt }) =>
      await startTelling(deps, { eventId, kind: 'EVENT_SOON', what: Date.parse(startsAt), until: startsAt }),
    'event.seats-freed.v1': async (deps, { eventId, userIds }, { revision }) =>
      await startTelling(deps, { eventId, kind: 'EVENT_SEAT', what: revision, userIds }),
  },
};
