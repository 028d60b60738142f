import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../context.ts';

const chunkSize = 1_000;

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
      const { authorId, publishedAt } = progress;
      const ofAuthor = { followeeId: authorId, shard: shardOf(authorId) };
      const total = progress.total ?? (await models.followers.countDocuments(ofAuthor));
      const chunk = await models.followers
        .find({ ...ofAuthor, ...(afterFollowerId !== null && { followerId: { $gt: afterFollowerId } }) })
        .sort({ followerId: 1 })
        .limit(chunkSize)
        .lean();
      await addToFeeds(
        deps,
        chunk.map(({ followerId }) => followerId),
        { postId, authorId, publishedAt },
      );
      const isOpen = chunk.length === chunkSize;
      const done = progress.done + chunk.length;
      await models.fanOuts.updateOne(byId(postId), {
        $set: { isOpen, done, total: isOpen ? Math.max(total, done) : done, updatedAt: clock() },
      });
      const lastId = chunk.at(-1)?.followerId;
      if (isOpen && lastId !== undefined)
        await deps.enqueue(fanOut, { postId, afterFollowerId: lastId }, { id: `fan-out/${postId}/${lastId}` });
    });
  },
});

/** Adds a post to some feeds; those that have it already are left as they are. */
async function addToFeeds(
  { models }: PostsDeps,
  viewerIds: string[],
  post: { postId: string; authorId: string; publishedAt: Date },
): Promise<void> {
  const entries = viewerIds.map((viewerId) => ({ _id: `${viewerId}/${post.postId}`, shard: shardOf(viewerId), viewerId, ...post }));
  const present = await models.feedEntries.find({ _id: { $in: entries.map(({ _id }) => _id) } }, { _id: 1 }).lean();
  const presentIds = new Set(present.map(({ _id }) => _id));
  const missing = entries.filter(({ _id }) => !presentIds.has(_id));
  if (missing.length > 0) await models.feedEntries.insertMany(missing, { lean: true });
}
