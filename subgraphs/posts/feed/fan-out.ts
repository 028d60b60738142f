import { createHash } from 'node:crypto';
import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../deps.ts';
import { addEntries } from './feed-store.ts';
import { trimFeeds } from './trim-feeds.ts';

const chunkSize = 1_000;
/** Of a chunk's feeds, one in so many is looked at whether it has grown too long: a feed exceeds its length by about so many posts. */
const trimmedOneIn = 200;

const input = z.object({
  postId: z.string(),
  /** The last follower that has the post; null at the beginning. */
  afterFollowerId: z.string().nullable(),
});

/**
 * Brings a post into its followers' feeds, a chunk at a time: each chunk's entries, its progress and the next chunk's
 * job are one transaction. A post deleted meanwhile has no progress to move, and the chain ends.
 */
export const fanOut = defineJob({
  name: 'posts.fan-out',
  input,
  run: async (deps: PostsDeps, { postId, afterFollowerId }, job) => {
    await job.complete(async () => {
      const { models, clock } = deps;
      const progress = await models.fanOuts.findOne(byId(postId)).lean();
      if (!progress) return;
      const { authorId, publishedAt, onlyTo } = progress;
      const followerId = { ...(onlyTo && { $in: onlyTo }), ...(afterFollowerId !== null && { $gt: afterFollowerId }) };
      const chunk = await models.followers
        .find({ followeeId: authorId, shard: shardOf(authorId), ...(Object.keys(followerId).length > 0 && { followerId }) })
        .sort({ followerId: 1 })
        .limit(chunkSize)
        .lean();
      const viewerIds = chunk.map(({ followerId }) => followerId);
      await addEntries(
        deps,
        viewerIds.map((viewerId) => ({ viewerId, postId, authorId, publishedAt })),
      );
      const isOpen = chunk.length === chunkSize;
      const done = (afterFollowerId === null ? 0 : progress.done) + chunk.length;
      await models.fanOuts.updateOne(byId(postId), {
        // Whom it has gone to need not be kept.
        $set: {
          ...(onlyTo && !isOpen && { onlyTo: [] }),
          isOpen,
          done,
          total: isOpen ? Math.max(progress.total, done) : done,
          updatedAt: clock(),
        },
      });
      const lastId = viewerIds.at(-1);
      if (lastId === undefined) return;
      const suspects = viewerIds.filter((viewerId) => isChosen(viewerId, postId));
      if (suspects.length > 0) await deps.enqueue(trimFeeds, { viewerIds: suspects }, { id: `trim-feeds/${postId}/${lastId}` });
      if (isOpen) await deps.enqueue(fanOut, { postId, afterFollowerId: lastId }, { id: `fan-out/${postId}/${lastId}` });
    });
  },
});

/** Whether it is a feed's turn to be looked at; the same when the chunk is tried again. */
function isChosen(viewerId: string, postId: string): boolean {
  return createHash('sha1').update(`${viewerId}/${postId}`).digest().readUInt32BE() % trimmedOneIn === 0;
}
