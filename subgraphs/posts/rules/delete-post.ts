import { byId } from '#lib/db/ids.ts';
import type { Reading } from '../context.ts';
import { removePost } from '../jobs/erase-post.ts';
import { requireOwn } from './viewer.ts';

/** Removes a post or draft of the viewer's at once; what follows from it goes by a job. @throws AppError `NOT_FOUND`, `FORBIDDEN`. */
export async function deletePost(reading: Reading, input: { id: string }): Promise<boolean> {
  const { deps } = reading;
  const { _id: postId } = await requireOwn(reading, input.id);
  await deps.transaction(async () => {
    // A draft may be published at this very moment: it is then found among the posts.
    await deps.models.drafts.deleteOne(byId(postId));
    await removePost(deps, postId);
  });
  return true;
}
