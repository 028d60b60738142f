import { byId } from '#lib/db/ids.ts';
import type { Reading } from '../context.ts';
import type { EventRecord } from '../model.ts';
import { noSuch, requireWritable } from '../reading/may.ts';
import { tellEvent } from './tell-event.ts';

/**
 * Cancels an event of the viewer's, for good. It stays in the lists, so that who wants to go sees it. A second time changes nothing.
 *
 * @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN`.
 */
export async function cancelEvent(reading: Reading, { id }: { id: string }): Promise<EventRecord> {
  const { deps, loaders } = reading;
  const { models } = deps;
  await requireWritable(reading, 'event', id, loaders.event);
  const event = await deps.transaction(async () => {
    const before = await models.events.findOne(byId(id)).lean();
    if (!before || before.isCancelled) return before;
    // The revision stays: who has it open can still correct its words.
    const change = { $set: { isCancelled: true, extendAt: null, updatedAt: deps.clock() }, $inc: { version: 1 } };
    const after = await models.events.findOneAndUpdate(byId(id), change, { returnDocument: 'after' }).lean();
    const text = await models.eventTexts.findOne(byId(id), { body: 1 }).lean();
    if (after) await tellEvent(deps, before, after, text?.body ?? '');
    return after;
  });
  if (!event) throw noSuch('event');
  loaders.event.clear(id).prime(id, event);
  return event;
}
