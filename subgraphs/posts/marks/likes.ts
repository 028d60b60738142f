import { byId, shardOf } from '#lib/db/ids.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import { AppError } from '#lib/core/errors.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { PostsDeps } from '../deps.ts';
import type { PostRecord } from '../model.ts';
import { requirePost } from '../reading/viewer.ts';

interface Like {
  postId: string;
  userId: string;
}

/** Likes a post for the viewer. A second like changes nothing. @throws AppError `NOT_FOUND`. */
export async function likePost(reading: Reading, input: { id: string }): Promise<PostRecord> {
  return await change(reading, input.id, addLike);
}

/** Removes the viewer's like, if there is one. @throws AppError `NOT_FOUND`. */
export async function unlikePost(reading: Reading, input: { id: string }): Promise<PostRecord> {
  return await change(reading, input.id, removeLike);
}

type Change = (deps: PostsDeps, like: Like) => Promise<PostRecord | null>;

async function change(reading: Reading, id: string, apply: Change): Promise<PostRecord> {
  const userId = requireViewer(reading.viewerId);
  const { _id: postId } = await requirePost(reading, id, 'id');
  const { deps } = reading;
  const post = await inTurn(deps.connection, postId, async () => await deps.transaction(async () => await apply(deps, { postId, userId })));
  if (!post) throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'id' });
  reading.loaders.liked.clear(postId);
  return post;
}

/** Adds a like and counts it, in the surrounding transaction; null when the post is gone. */
async function addLike(deps: PostsDeps, { postId, userId }: Like): Promise<PostRecord | null> {
  const { models } = deps;
  const isListed = (await models.accounts.findOne(byId(userId)).lean())?.isShown !== false;
  const like = await models.likes.updateOne(
    { _id: `${postId}/${userId}`, shard: shardOf(postId) },
    { $setOnInsert: { postId, userId, createdAt: deps.clock(), isListed } },
    { upsert: true },
  );
  if (like.upsertedCount === 0) return await models.posts.findOne(byId(postId)).lean();
  return await tell(deps, { postId, userId, isListed }, 1);
}

/** Removes a like and counts it, in the surrounding transaction; null when the post is gone. */
export async function removeLike(deps: PostsDeps, { postId, userId }: Like): Promise<PostRecord | null> {
  const like = await deps.models.likes.findOneAndDelete({ _id: `${postId}/${userId}`, shard: shardOf(postId) }).lean();
  if (!like) return await deps.models.posts.findOne(byId(postId)).lean();
  return await tell(deps, like, -1);
}

/** Counts a listed like, and emits its event. */
async function tell(deps: PostsDeps, { postId, userId, isListed }: Like & { isListed: boolean }, by: 1 | -1): Promise<PostRecord | null> {
  const post = await deps.models.posts
    .findOneAndUpdate(byId(postId), { $inc: { likeCount: isListed ? by : 0, revision: 1 } }, { returnDocument: 'after' })
    .lean();
  if (!post) {
    // The post was deleted meanwhile. A like must not outlive its post.
    await deps.models.likes.deleteOne({ _id: `${postId}/${userId}`, shard: shardOf(postId) });
    return null;
  }
  const payload = { postId, authorId: post.authorId, likerId: userId };
  await deps.emit({
    type: by > 0 ? 'post.liked.v1' : 'post.unliked.v1',
    subject: postId,
    revision: post.revision,
    topics: [post.authorId],
    payload,
  });
  return post;
}
