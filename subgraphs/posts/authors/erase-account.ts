import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { keysOf } from '#lib/db/idempotency-keys.ts';
import { defineJob } from '#lib/jobs/define.ts';
import { inChunks } from '#lib/jobs/in-chunks.ts';
import type { PostsDeps } from '../deps.ts';
import type { FollowRecord, PostRecord } from '../model.ts';
import { removePost } from '../writing/erase-post.ts';
import { removeLike } from '../marks/likes.ts';

const chunkSize = 100;

/**
 * Removes the posts, drafts, likes, bookmarks, follows and feed of a deleted account. Each step is one transaction; a repeat goes
 * on where it ended.
 */
export const eraseAccount = defineJob({
  name: 'posts.erase-account',
  input: z.object({ userId: z.string() }),
  run: async (deps: PostsDeps, { userId }, job) => {
    const { models } = deps;
    await inChunks(
      async () =>
        await models.posts
          .find({ authorId: userId, shard: shardOf(userId) }, { _id: 1 })
          .limit(chunkSize)
          .lean(),
      async ({ _id }) => await deps.transaction(async () => await removePost(deps, _id)),
    );
    await inChunks(
      async () => await models.likes.find({ userId }).limit(chunkSize).lean(),
      async ({ postId }) => await deps.transaction(async () => void (await removeLike(deps, { postId, userId }))),
    );
    await inChunks(
      async () => await models.following.find(own(userId, 'followerId')).limit(chunkSize).lean(),
      async (edge) => await deps.transaction(async () => await removeEdge(deps, edge)),
    );
    await inChunks(
      async () => await models.followers.find(own(userId, 'followeeId')).limit(chunkSize).lean(),
      async (edge) => await deps.transaction(async () => await removeEdge(deps, edge)),
    );
    await inChunks(
      async () => await models.posts.find({ mentionIds: userId }).limit(chunkSize).lean(),
      async (post) => await forgetMention(deps, post, userId),
    );
    await models.drafts.deleteMany({ authorId: userId, shard: shardOf(userId) });
    await models.bookmarks.deleteMany({ userId, shard: shardOf(userId) });
    await models.feeds.deleteOne(byId(userId));
    await models.audiences.deleteOne(byId(userId));
    await models.feedEntries.deleteMany({ viewerId: userId, shard: shardOf(userId) });
    await models.postKeys.deleteMany(keysOf(userId));
    await models.accounts.updateOne(byId(userId), { $set: { username: null } });
    await job.complete(async () => await deps.emit({ type: 'account.erased.v1', subject: userId, revision: 1, payload: { userId } }));
  },
});

function own(userId: string, side: 'followerId' | 'followeeId'): Record<string, unknown> {
  return { [side]: userId, shard: shardOf(userId) };
}

/** Others' texts stay, without the mention. An edit made meanwhile is not overwritten: the next pass finds the post again. */
async function forgetMention({ models }: PostsDeps, post: PostRecord, userId: string): Promise<void> {
  const at = post.mentionIds.indexOf(userId);
  const set = { mentionIds: post.mentionIds.toSpliced(at, 1), mentionNames: post.mentionNames.toSpliced(at, 1) };
  await models.posts.updateOne({ ...byId(post._id), revision: post.revision }, { $set: set, $inc: { revision: 1 } });
}

/** Removes both ends of a follow and counts it off, in the surrounding transaction. */
async function removeEdge({ models }: PostsDeps, { followerId, followeeId }: FollowRecord): Promise<void> {
  const { deletedCount } = await models.followers.deleteOne({ _id: `${followeeId}/${followerId}`, shard: shardOf(followeeId) });
  await models.following.deleteOne({ _id: `${followerId}/${followeeId}`, shard: shardOf(followerId) });
  if (deletedCount > 0) await models.audiences.updateOne(byId(followeeId), { $inc: { followerCount: -1 } });
}
