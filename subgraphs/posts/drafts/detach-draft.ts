import { byId } from '#lib/db/ids.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import type { Reading } from '../context.ts';
import type { DraftRecord } from '../model.ts';
import { requireOwn } from '../reading/viewer.ts';

/**
 * Lets a draft of the viewer's answer nothing any more; nothing changes when it answers nothing.
 *
 * @throws AppError `NOT_FOUND`; `FORBIDDEN` for somebody else's; `BAD_USER_INPUT` for what is published.
 */
export async function detachDraft(reading: Reading, input: { id: string }): Promise<DraftRecord> {
  const found = await requireOwn(reading, input.id);
  if (found.publishedAt !== null) throw badInput('id', 'It is published already.');
  const change = { $set: { replyToId: null, replyToAuthorId: null }, $inc: { revision: 1 } };
  const detached = await reading.deps.models.drafts.findOneAndUpdate(byId(found._id), change, { returnDocument: 'after' }).lean();
  // Published or deleted at this very moment.
  if (!detached) throw new AppError('NOT_FOUND', 'There is no such draft.', { field: 'id' });
  return detached;
}
