/** Whether something ends while it is being made something of. Both sides write here, so that one of them sees the other. */
import type { NotificationsDeps } from '../deps.ts';

/** Whether a post, or a session, has not ended; in the transaction of what is made of it. */
export async function isStillThere({ models, clock }: NotificationsDeps, id: string): Promise<boolean> {
  const source = await models.sources
    .findOneAndUpdate({ _id: id }, { $inc: { touches: 1 }, $set: { at: clock() } }, { upsert: true, returnDocument: 'after' })
    .lean();
  return !source.isGone;
}

/** Notes that it has ended, in the transaction that takes back what was made of it. */
export async function noteGone({ models, clock }: NotificationsDeps, id: string): Promise<void> {
  await models.sources.updateOne({ _id: id }, { $set: { isGone: true, at: clock() } }, { upsert: true });
}
