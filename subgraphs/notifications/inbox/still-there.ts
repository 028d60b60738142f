/**
 * Detects that a post or session ends while a notification or device is made of it. Both transactions write the same document,
 * so that the later one sees the earlier.
 */
import type { NotificationsDeps } from '../deps.ts';

/** Whether a post or session still exists; called in the transaction that makes something of it. */
export async function isStillThere({ models, clock }: NotificationsDeps, id: string): Promise<boolean> {
  const source = await models.sources
    .findOneAndUpdate({ _id: id }, { $inc: { touches: 1 }, $set: { at: clock() } }, { upsert: true, returnDocument: 'after' })
    .lean();
  return !source.isGone;
}

/** Notes that a post or session has ended; called in the transaction that removes what was made of it. */
export async function noteGone({ models, clock }: NotificationsDeps, id: string): Promise<void> {
  await models.sources.updateOne({ _id: id }, { $set: { isGone: true, at: clock() } }, { upsert: true });
}
