import { isId } from '#lib/db/ids.ts';
import { AppError, badInput } from '#lib/service/errors.ts';
import type { Reading } from '../context.ts';
import type { PostRecord } from '../model.ts';

/** The signed-in user. @throws AppError `UNAUTHENTICATED` when there is none. */
export function requireViewer(viewerId: string | null): string {
  if (viewerId === null) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  return viewerId;
}

/**
 * A post that the viewer may see.
 *
 * @throws AppError `BAD_USER_INPUT` when the id is none of a post; `NOT_FOUND` when there is none for this viewer. Both name `field`.
 */
export async function requirePost({ loaders }: Pick<Reading, 'loaders'>, postId: string, field: string): Promise<PostRecord> {
  if (!isId(postId, 'pst')) throw badInput(field, `${field} is no id of a post.`);
  const post = await loaders.visiblePost.load(postId);
  if (!post) throw new AppError('NOT_FOUND', 'There is no such post.', { field });
  return post;
}
