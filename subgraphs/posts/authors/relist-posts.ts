import { z } from 'zod';
import { beyond } from '#lib/graphql/connection.ts';
import { byIds, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../deps.ts';
import { countListed, takeTurns } from './listing.ts';

const chunkSize = 200;

/** Lists or unlists the posts of a user whose restrictions have changed. */
export const relistPosts = defineJob({
  name: 'posts.relist-posts',
  input: z.object({ userId: z.string() }),
  run: async (deps: PostsDeps, { userId }, job) => {
    await relist(deps, userId);
    await job.complete(async () => undefined);
  },
});

/** Goes through the user's public posts, newest first. Each chunk is one transaction and uses the restrictions of that moment. */
export async function relist(deps: PostsDeps, userId: string): Promise<void> {
  const own = { authorId: userId, shard: shardOf(userId), visibility: 'PUBLIC' as const };
  for (let rest = {}; ; ) {
    const chunk = await deps.models.posts
      .find({ ...own, ...rest }, { publishedAt: 1 })
      .sort({ publishedAt: -1, _id: -1 })
      .limit(chunkSize)
      .lean();
    const last = chunk.at(-1);
    if (!last) return;
    const ids = chunk.map(({ _id }) => _id);
    await deps.transaction(async () => await relistChunk(deps, userId, ids));
    rest = beyond([last.publishedAt, last._id], { at: 'publishedAt', id: '_id' }, true);
  }
}

async function relistChunk(deps: PostsDeps, userId: string, ids: string[]): Promise<void> {
  const { models } = deps;
  const isListed = (await takeTurns(deps, new Map([[userId, 0]]))).get(userId)?.isOpen !== false;
  const changed = await models.posts.find({ ...byIds(ids), isListed: { $ne: isListed } }).lean();
  if (changed.length === 0) return;
  await models.posts.updateMany(byIds(changed.map(({ _id }) => _id)), { $set: { isListed } });
  await countListed(deps, changed, isListed ? 1 : -1);
}
