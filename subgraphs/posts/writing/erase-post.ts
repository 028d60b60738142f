/** Removes posts: at once from all lists and counts; a job erases the rest. */
import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { PostsDeps } from '../deps.ts';
import { countListed } from '../authors/listing.ts';

const chunkSize = 1_000;

/** Erases the earlier texts, likes, bookmarks, feed entries and reposts of a deleted post. */
export const erasePost = defineJob({
  name: 'posts.erase-post',
  input: z.object({ postId: z.string() }),
  run: async (deps: PostsDeps, { postId }) => {
    const { models } = deps;
    const beside = { postId, shard: byId(postId).shard };
    for await (const { repostId } of models.reposts.find(beside).lean().cursor())
      await deps.transaction(async () => await removePost(deps, repostId));
    await models.edits.deleteMany(beside);
    await models.likes.deleteMany(beside);
    await models.bookmarks.deleteMany({ postId });
    for (;;) {
      const entries = await models.feedEntries.find({ postId }, { _id: 1, shard: 1 }).limit(chunkSize).lean();
      if (entries.length === 0) return;
      const shards = new Set(entries.map(({ shard }) => shard));
      await models.feedEntries.deleteMany({ _id: { $in: entries.map(({ _id }) => _id) }, shard: { $in: [...shards] } });
    }
  },
});

/** Removes a published post, if it still exists, in the surrounding transaction. */
export async function removePost(deps: PostsDeps, postId: string): Promise<void> {
  const { models } = deps;
  const post = await models.posts.findOneAndDelete(byId(postId)).lean();
  if (!post) return;
  const { authorId, repostOfId, visibility, mentionIds, repostOfAuthorId } = post;
  await models.fanOuts.deleteOne(byId(postId));
  await models.accounts.updateOne(byId(authorId), { $inc: { publishedCount: -1 } });
  if (post.isListed) await countListed(deps, [post], -1);
  if (repostOfId !== null) await models.reposts.deleteOne({ _id: `${repostOfId}/${authorId}`, shard: shardOf(repostOfId) });
  await deps.enqueue(erasePost, { postId }, { id: `erase-post/${postId}` });
  const payload = { postId, authorId, visibility, mentionIds, repostOfAuthorId };
  await deps.emit({ type: 'post.deleted.v1', subject: postId, revision: post.revision + 1, topics: [authorId], payload });
}
