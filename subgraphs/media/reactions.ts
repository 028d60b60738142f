/** The reactions of media to other subgraphs' events: claims are kept, and media goes with its holder. */
import { shardOf } from '#lib/db/ids.ts';
import type { Reactions } from '#lib/events/reader.ts';
import type { MediaDeps } from './deps.ts';
import { eraseOwner } from './cleaning/erase-owner.ts';
import { confirm, release } from './library/settle-claims.ts';
import { setHidden } from './library/hidden-owners.ts';
import { removeMedia } from './library/remove-media.ts';

async function removeAttached(deps: MediaDeps, postId: string): Promise<void> {
  const attached = await deps.models.media.find({ attachedTo: postId, shard: shardOf(postId) }, { _id: 1 }).lean();
  for (const { _id } of attached) await removeMedia(deps, _id, { attachedTo: postId });
}

export const reactions: Reactions<MediaDeps> = {
  posts: {
    'post.created.v1': async (deps, { postId, mediaIds }) => await confirm(deps, postId, mediaIds),
    'post.deleted.v1': async (deps, { postId }) => await removeAttached(deps, postId),
    'post.draft-deleted.v1': async (deps, { postId }) => await removeAttached(deps, postId),
  },
  users: {
    'user.updated.v1': async (deps, { userId, avatarId }) => {
      if (avatarId !== null) await confirm(deps, userId, [avatarId]);
      // An unsettled claim may be the next avatar, whose event is still on its way.
      const replaced = await deps.models.media
        .find({ attachedTo: userId, shard: shardOf(userId), claimedAt: null, _id: { $ne: avatarId ?? '' } }, { _id: 1 })
        .lean();
      for (const { _id } of replaced) await release(deps, { _id, attachedTo: userId, claimedAt: null });
    },
    'user.suspended.v1': async (deps, { userId }, { id }) => await setHidden(deps, userId, { why: 'suspended', eventId: id }),
    'user.unsuspended.v1': async (deps, { userId }, { id }) => await setHidden(deps, userId, { why: null, eventId: id }),
    'user.deleted.v1': async (deps, { userId }, { id }) => {
      await setHidden(deps, userId, { why: 'deleted', eventId: id });
      await deps.enqueue(eraseOwner, { ownerId: userId, round: 1 }, { id: `erase-owner/${userId}` });
    },
  },
};
