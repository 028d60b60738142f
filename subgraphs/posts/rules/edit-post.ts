import { byId } from '#lib/db/ids.ts';
import { AppError, badInput } from '#lib/service/errors.ts';
import type { Reading } from '../context.ts';
import { describePost, resolveMentions } from './create-post.ts';
import type { PostRecord } from '../model.ts';
import { checkText, findHashtags } from './text.ts';
import { requirePost, requireViewer } from './viewer.ts';

const maxEdits = 100;

/**
 * Replaces the text of a post of the viewer's; the text so far joins its edits. The same text again changes nothing.
 *
 * @throws AppError `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN` for somebody else's, also after a hundred edits.
 */
export async function editPost(reading: Reading, { id, text }: { id: string; text: string }): Promise<PostRecord> {
  const { deps } = reading;
  const viewerId = requireViewer(reading.viewerId);
  checkText(text, 'text');
  const seen = await requirePost(reading, id, 'id');
  if (seen.authorId !== viewerId) throw new AppError('FORBIDDEN', 'Only its author can edit a post.');
  const mentionIds = await resolveMentions(deps, text);
  return await deps.transaction(async () => {
    const post = await deps.models.posts.findOne(byId(id)).lean();
    if (!post) throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'id' });
    if (post.text === text) return post;
    if (post.edits.length >= maxEdits) throw badInput('id', `A post can be edited ${maxEdits} times.`);
    const editedAt = deps.clock();
    const change = {
      $set: { text, editedAt, mentionIds, hashtags: findHashtags(text) },
      $push: { edits: { text: post.text, editedAt } },
      $inc: { revision: 1 },
    };
    const edited = await deps.models.posts.findOneAndUpdate(byId(id), change, { returnDocument: 'after' }).lean();
    if (!edited) throw new AppError('NOT_FOUND', 'There is no such post.', { field: 'id' });
    const payload = { ...describePost(edited), editedAt: editedAt.toISOString() };
    await deps.emit({ type: 'post.edited.v1', subject: id, revision: edited.revision, topic: edited.authorId, payload });
    return edited;
  });
}
