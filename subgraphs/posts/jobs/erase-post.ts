import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../context.ts';

const chunkSize = 1_000;

/** Removes what is left of a deleted post: its likes, and its place in feeds. */
export const erasePost = defineJob({
  name: 'posts.erase-post',
  input: z.object({ postId: z.string() }),
  run: async ({ models }: PostsDeps, { postId }) => {
    await models.likes.deleteMany({ postId, shard: byId(postId).shard });
    for (;;) {
      const entries = await models.feedEntries.find({ postId }, { _id: 1 }).limit(chunkSize).lean();
      if (entries.length === 0) return;
      await models.feedEntries.deleteMany({ _id: { $in: entries.map(({ _id }) => _id) } });
    }
  },
});
