import { byId, isId } from '#lib/db/ids.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { DraftRecord, PostRecord } from '../model.ts';

/** Finds a published post that the viewer may see, or a draft of the viewer. */
export async function findPost({ loaders }: Pick<Reading, 'loaders'>, postId: string): Promise<PostRecord | DraftRecord | null> {
  return (await loaders.visiblePost.load(postId)) ?? (await loaders.ownDraft.load(postId));
}

/**
 * Finds a published post that the viewer may act on. Actions on a repost go to the post that it shows.
 *
 * @throws AppError `BAD_USER_INPUT` when the id is none of a post, or of a repost; `NOT_FOUND` when there is none for this viewer. Both name `field`.
 */
export async function requirePost({ loaders }: Pick<Reading, 'loaders'>, postId: string, field: string): Promise<PostRecord> {
  if (!isId(postId, 'pst')) throw badInput(field, `${field} is no id of a post.`);
  const post = await loaders.visiblePost.load(postId);
  if (!post) throw new AppError('NOT_FOUND', 'There is no such post.', { field });
  if (post.repostOfId !== null) throw badInput(field, 'This is a repost: give the post that it shows.');
  return post;
}

/**
 * Finds a post or draft of the viewer.
 *
 * @throws AppError `UNAUTHENTICATED`; `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN` for another user's post, all naming `id`.
 */
export async function requireOwn(reading: Reading, postId: string): Promise<PostRecord | DraftRecord> {
  const viewerId = requireViewer(reading.viewerId);
  if (!isId(postId, 'pst')) throw badInput('id', 'id is no id of a post.');
  // A repost belongs to its author even when the author may no longer see the reposted post.
  const post =
    (await findPost(reading, postId)) ?? (await reading.deps.models.posts.findOne({ ...byId(postId), authorId: viewerId }).lean());
  if (!post) throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'id' });
  if (post.authorId !== viewerId) throw new AppError('FORBIDDEN', 'This is for its author alone.', { field: 'id' });
  return post;
}
