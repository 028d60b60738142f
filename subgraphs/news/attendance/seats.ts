/** The seats of an event: those that are free go to who has waited longest. */
import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { NewsDeps } from '../deps.ts';
import type { EventRecord } from '../model.ts';

/** One transaction moves no more than these. */
const mostAtOnce = 100;

/** Goes on where more seats became free than one transaction fills. */
export const fillLater = defineJob({
  name: 'news.fill-seats',
  input: z.object({ eventId: z.string() }),
  run: async (deps: NewsDeps, { eventId }, job) => {
    await job.complete(async () => {
      await fillSeats(deps, eventId);
    });
  },
});

/**
 * Moves the waiting up into free seats, in the surrounding transaction, and tells each of them once. Where many seats became free a job
 * goes on.
 *
 * @returns The event after that; null when it is gone.
 */
export async function fillSeats(deps: NewsDeps, eventId: string): Promise<EventRecord | null> {
  const { models } = deps;
  const event = await models.events.findOne(byId(eventId)).lean();
  if (!event || event.isCancelled || event.waitlistCount === 0) return event;
  const free = event.capacity === null ? Infinity : event.capacity - event.attendingCount;
  if (free <= 0) return event;
  const waiting = await models.attendances
    .find({ eventId, shard: shardOf(eventId), state: 'WAITLISTED' })
    .sort({ ticket: 1 })
    .limit(Math.min(free, mostAtOnce))
    .lean();
  if (waiting.length === 0) return event;
  await models.attendances.updateMany(
    { _id: { $in: waiting.map(({ _id }) => _id) }, shard: shardOf(eventId) },
    { $set: { state: 'GOING' } },
  );
  const moved = waiting.length;
  const after = await models.events
    .findOneAndUpdate(byId(eventId), { $inc: { attendingCount: moved, waitlistCount: -moved, version: 1 } }, { returnDocument: 'after' })
    .lean();
  if (!after) return null;
  const userIds = waiting.map(({ userId }) => userId);
  await deps.emit({ type: 'event.seats-freed.v1', subject: eventId, revision: after.version, payload: { eventId, userIds } });
  if (moved === mostAtOnce && free > moved) await deps.enqueue(fillLater, { eventId }, { id: `fill-seats/${eventId}/${after.version}` });
  return after;
}
