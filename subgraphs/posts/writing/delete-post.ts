import { byId } from '#lib/db/ids.ts';
import type { Reading } from '../context.ts';
import { removePost } from './erase-post.ts';
import { requireOwn } from '../reading/viewer.ts';

/** Removes a post or draft of the viewer at once. A job erases the rest. @throws AppError `NOT_FOUND`, `FORBIDDEN`. */
export async function deletePost(reading: Reading, input: { id: string }): Promise<boolean> {
  const { deps } = reading;
  const { _id: postId } = await requireOwn(reading, input.id);
  await deps.transaction(async () => {
    // A draft that is published meanwhile is found among the posts.
    const draft = await deps.models.drafts.findOneAndDelete(byId(postId)).lean();
    if (draft) {
      const { authorId, revision } = draft;
      const payload = { postId, authorId };
      await deps.emit({ type: 'post.draft-deleted.v1', subject: postId, revision: revision + 1, topics: [authorId], payload });
    }
    await removePost(deps, postId);
  });
  return true;
}
