/** The reactions of media to other subgraphs' events: claims are kept, and media goes with its holder. */
import { shardOf } from '#lib/db/ids.ts';
import type { Reactions } from '#lib/events/reader.ts';
import type { MediaDeps } from './deps.ts';
import { eraseOwner } from './cleaning/erase-owner.ts';
import { confirm, release } from './library/settle-claims.ts';
import { setHidden } from './library/hidden-owners.ts';
import { removeMedia } from './library/remove-media.ts';

/** Removes what a post, an article or an event held. */
async function removeAttached(deps: MediaDeps, holderId: string): Promise<void> {
  const attached = await deps.models.media.find({ attachedTo: holderId, shard: shardOf(holderId) }, { _id: 1 }).lean();
  for (const { _id } of attached) await removeMedia(deps, _id, { attachedTo: holderId });
}

/** Releases what a holder held before. An unsettled claim may be of the next change, whose event is still on its way. */
async function releaseOthers(deps: MediaDeps, holderId: string, mediaIds: readonly string[]): Promise<void> {
  const replaced = await deps.models.media
    .find({ attachedTo: holderId, shard: shardOf(holderId), claimedAt: null, _id: { $nin: [...mediaIds] } }, { _id: 1 })
    .lean();
  for (const { _id } of replaced) await release(deps, { _id, attachedTo: holderId, claimedAt: null });
}

export const reactions: Reactions<MediaDeps> = {
  posts: {
    'post.created.v1': async (deps, { postId, mediaIds }) => await confirm(deps, postId, mediaIds),
    'post.deleted.v1': async (deps, { postId }) => await removeAttached(deps, postId),
    'post.draft-deleted.v1': async (deps, { postId }) => await removeAttached(deps, postId),
  },
  news: {
    'article.images-changed.v1': async (deps, { articleId, imageIds }) => {
      await confirm(deps, articleId, imageIds);
      await releaseOthers(deps, articleId, imageIds);
    },
    'event.images-changed.v1': async (deps, { eventId, imageIds }) => {
      await confirm(deps, eventId, imageIds);
      await releaseOthers(deps, eventId, imageIds);
    },
    'event.deleted.v1': async (deps, { eventId }) => await removeAttached(deps, eventId),
    'article.deleted.v1': async (deps, { articleId }) => await removeAttached(deps, articleId),
  },
  rooms: {
    'room.changed.v1': async (deps, { activity, messageId, mediaIds, isEnded }) => {
      if (messageId === null) return;
      if (activity === 'MESSAGE_ADDED') await confirm(deps, messageId, mediaIds);
      // A message lies in its room, its media with who uploaded them: they are found by their ids.
      if (isEnded) for (const mediaId of mediaIds) await removeMedia(deps, mediaId, { attachedTo: messageId });
    },
  },
  users: {
    'user.updated.v1': async (deps, { userId, avatarId }) => {
      if (avatarId !== null) await confirm(deps, userId, [avatarId]);
      await releaseOthers(deps, userId, avatarId === null ? [] : [avatarId]);
    },
    'user.suspended.v1': async (deps, { userId }, { id }) => await setHidden(deps, userId, { why: 'suspended', eventId: id }),
    'user.unsuspended.v1': async (deps, { userId }, { id }) => await setHidden(deps, userId, { why: null, eventId: id }),
    'user.deleted.v1': async (deps, { userId }, { id }) => {
      await setHidden(deps, userId, { why: 'deleted', eventId: id });
      await deps.enqueue(eraseOwner, { ownerId: userId, round: 1 }, { id: `erase-owner/${userId}` });
    },
  },
};
