import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/service/errors.ts';
import type { PostsDeps, Reading } from '../context.ts';
import { erasePost } from '../jobs/erase-post.ts';
import type { PostRecord } from '../model.ts';
import { requirePost, requireViewer } from './viewer.ts';

/** Removes a post of the viewer's at once; what follows from it goes by a job. @throws AppError `NOT_FOUND`, `FORBIDDEN`. */
export async function deletePost(reading: Reading, input: { id: string }): Promise<boolean> {
  const viewerId = requireViewer(reading.viewerId);
  const post = await requirePost(reading, input.id, 'id');
  if (post.authorId !== viewerId) throw new AppError('FORBIDDEN', 'Only its author can delete a post.');
  await reading.deps.transaction(async () => await removePost(reading.deps, post._id));
  return true;
}

/** Removes a post, in the surrounding transaction; nothing when it is gone already. */
export async function removePost(deps: PostsDeps, postId: string): Promise<void> {
  const { models } = deps;
  const post: PostRecord | null = await models.posts.findOneAndDelete(byId(postId)).lean();
  if (!post) return;
  await models.fanOuts.deleteOne(byId(postId));
  await models.accounts.updateOne(byId(post.authorId), { $inc: { postCount: -1 } });
  if (post.replyToId !== null) await models.posts.updateOne(byId(post.replyToId), { $inc: { replyCount: -1, revision: 1 } });
  await deps.enqueue(erasePost, { postId }, { id: `erase-post/${postId}` });
  const payload = { postId, authorId: post.authorId };
  await deps.emit({ type: 'post.deleted.v1', subject: postId, revision: post.revision + 1, topic: post.authorId, payload });
}
