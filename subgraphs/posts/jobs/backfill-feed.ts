import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../context.ts';

/** How much of somebody's past a new follower gets. */
const backfillSize = 500;

const input = z.object({ followerId: z.string(), followeeId: z.string() });

/** Brings the past of a user into the feed of a new follower. */
export const backfillFeed = defineJob({
  name: 'posts.backfill-feed',
  input,
  run: async ({ models }: PostsDeps, { followerId, followeeId }) => {
    const edge = await models.following.findOne({ _id: `${followerId}/${followeeId}`, shard: shardOf(followerId) }).lean();
    if (!edge) return;
    const past = await models.posts
      .find({ authorId: followeeId, shard: shardOf(followeeId) }, { publishedAt: 1 })
      .sort({ publishedAt: -1, _id: -1 })
      .limit(backfillSize)
      .lean();
    if (past.length === 0) return;
    await models.feedEntries.bulkWrite(
      past.map(({ _id: postId, publishedAt }) => {
        const _id = `${followerId}/${postId}`;
        const shard = shardOf(followerId);
        const update = { $setOnInsert: { viewerId: followerId, postId, authorId: followeeId, publishedAt } };
        return { updateOne: { filter: { _id, shard }, update, upsert: true } };
      }),
      { ordered: false },
    );
    // A post deleted while its entry was written has been swept already: take those entries away again.
    const left = new Set(
      (await models.posts.find({ _id: { $in: past.map(({ _id }) => _id) }, shard: shardOf(followeeId) }, { _id: 1 }).lean()).map(
        ({ _id }) => _id,
      ),
    );
    for (const { _id } of past)
      if (!left.has(_id)) await models.feedEntries.deleteMany({ viewerId: followerId, shard: byId(followerId).shard, postId: _id });
  },
});
