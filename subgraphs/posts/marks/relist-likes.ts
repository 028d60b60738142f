import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../deps.ts';
import type { LikeRecord } from '../model.ts';

const chunkSize = 200;

/** Takes the likes of a suspended user out of the counts, and counts them again when the suspension ends. */
export const relistLikes = defineJob({
  name: 'posts.relist-likes',
  input: z.object({ userId: z.string() }),
  run: async (deps: PostsDeps, { userId }, job) => {
    const { models } = deps;
    for (let after = ''; ; ) {
      const likes = await models.likes
        .find({ userId, _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(chunkSize)
        .lean();
      for (const like of likes) await deps.transaction(async () => await relistLike(deps, like));
      if (likes.length < chunkSize) break;
      after = likes.at(-1)?._id ?? after;
    }
    await job.complete(async () => undefined);
  },
});

async function relistLike({ models }: PostsDeps, { _id, postId, userId }: LikeRecord): Promise<void> {
  const isListed = (await models.accounts.findOne(byId(userId)).lean())?.isShown !== false;
  const like = { _id, shard: shardOf(postId), isListed: { $ne: isListed } };
  const { modifiedCount } = await models.likes.updateOne(like, { $set: { isListed } });
  if (modifiedCount > 0) await models.posts.updateOne(byId(postId), { $inc: { likeCount: isListed ? 1 : -1, revision: 1 } });
}
