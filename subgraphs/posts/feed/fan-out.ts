import { createHash } from 'node:crypto';
import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../deps.ts';
import { addEntries } from './feed-store.ts';
import { trimFeeds } from './trim-feeds.ts';

const chunkSize = 1_000;
/** Each chunk checks the length of one in this many of its feeds, so a feed exceeds its length by about this many posts. */
const trimmedOneIn = 200;

const input = z.object({
  postId: z.string(),
  /** The last follower that has the post; null at the beginning. */
  afterFollowerId: z.string().nullable(),
});

/**
 * Writes a post into its followers' feeds, one chunk a job. A chunk's entries, the progress and the next chunk's job are one
 * transaction. A post that was deleted meanwhile has no progress record, and the chain ends.
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
        // A finished fan-out needs its recipients no more.
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

/** Whether this chunk checks the feed's length. A repeat of the chunk chooses the same feeds. */
function isChosen(viewerId: string, postId: string): boolean {
  return createHash('sha1').update(`${viewerId}/${postId}`).digest().readUInt32BE() % trimmedOneIn === 0;
}
