import { byId } from '#lib/db/ids.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import type { Reading } from '../context.ts';
import type { DraftRecord } from '../model.ts';
import { requireOwn } from '../reading/viewer.ts';

/**
 * Makes a draft of the viewer answer no post. A draft that answers none stays as it is.
 *
 * @throws AppError `NOT_FOUND`; `FORBIDDEN` for another user's draft; `BAD_USER_INPUT` for a published post.
 */
export async function detachDraft(reading: Reading, input: { id: string }): Promise<DraftRecord> {
  const found = await requireOwn(reading, input.id);
  if (found.publishedAt !== null) throw badInput('id', 'It is published already.');
  const change = { $set: { replyToId: null, replyToAuthorId: null }, $inc: { revision: 1 } };
  const detached = await reading.deps.models.drafts.findOneAndUpdate(byId(found._id), change, { returnDocument: 'after' }).lean();
  // The draft was published or deleted meanwhile.
  if (!detached) throw new AppError('NOT_FOUND', 'There is no such draft.', { field: 'id' });
  return detached;
}
