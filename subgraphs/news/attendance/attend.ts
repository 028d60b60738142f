/** Who wants to go: a seat while there is one, a place in the queue after that. */
import { AppError } from '#lib/core/errors.ts';
import { byId, shardOf } from '#lib/db/ids.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { NewsDeps } from '../deps.ts';
import type { EventRecord } from '../model.ts';
import { noSuch, requireEvent } from '../reading/may.ts';
import { fillSeats } from './seats.ts';

interface Who {
  eventId: string;
  userId: string;
}

/**
 * Gives the viewer a seat, or the last place in the queue. A second time changes nothing.
 *
 * @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`; `CONFLICT` for an event that is cancelled or over.
 */
export async function attendEvent(reading: Reading, { id }: { id: string }): Promise<EventRecord> {
  return await change(reading, id, async (deps, who) => await attend(deps, who));
}

/** Gives back the viewer's seat or place, if there is one. The first who waits moves up. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`. */
export async function unattendEvent(reading: Reading, { id }: { id: string }): Promise<EventRecord> {
  return await change(reading, id, leave);
}

async function change(
  reading: Reading,
  id: string,
  apply: (deps: NewsDeps, who: Who) => Promise<EventRecord | null>,
): Promise<EventRecord> {
  const { deps, loaders } = reading;
  const userId = requireViewer(reading.viewerId);
  const { _id: eventId } = await requireEvent(reading, id);
  const event = await inTurn(
    deps.connection,
    eventId,
    async () => await deps.transaction(async () => await apply(deps, { eventId, userId })),
  );
  if (!event) throw noSuch('event');
  loaders.event.clear(id).prime(id, event);
  loaders.attendance.clear(id);
  return event;
}

/** In the surrounding transaction. @returns The event after that; null when it is gone. */
async function attend(deps: NewsDeps, { eventId, userId }: Who): Promise<EventRecord | null> {
  const { models, clock } = deps;
  const event = await models.events.findOne(byId(eventId)).lean();
  if (!event) return null;
  const end = endOf(eventId, userId);
  if (await models.attendances.findOne(end.atEvent).lean()) return event;
  const now = clock();
  if (event.isCancelled) throw new AppError('CONFLICT', 'This event is cancelled.', { field: 'id' });
  if (event.lastAt !== null && (event.recurrence === null ? (event.endsAt ?? event.startsAt) : event.lastAt) < now)
    throw new AppError('CONFLICT', 'This event is over.', { field: 'id' });
  // Who waits comes before who comes now, also while free seats are still being filled.
  const hasSeat = event.waitlistCount === 0 && (event.capacity === null || event.attendingCount < event.capacity);
  const counted = hasSeat ? { attendingCount: 1 } : { waitlistCount: 1 };
  const after = await models.events
    .findOneAndUpdate(byId(eventId), { $inc: { ...counted, nextTicket: 1 } }, { returnDocument: 'after' })
    .lean();
  const state = hasSeat ? ('GOING' as const) : ('WAITLISTED' as const);
  const common = { eventId, userId, createdAt: now };
  await models.attendances.insertMany([{ ...end.atEvent, ...common, state, ticket: event.nextTicket }], { lean: true });
  await models.attending.insertMany([{ ...end.atUser, ...common }], { lean: true });
  return after;
}

/** Ends an attendance, if there is one, in the surrounding transaction. @returns The event after that; null when it is gone. */
export async function leave(deps: NewsDeps, { eventId, userId }: Who): Promise<EventRecord | null> {
  const { models } = deps;
  const end = endOf(eventId, userId);
  const ended = await models.attendances.findOneAndDelete(end.atEvent).lean();
  await models.attending.deleteOne(end.atUser);
  if (!ended) return await models.events.findOne(byId(eventId)).lean();
  const counted = ended.state === 'GOING' ? { attendingCount: -1 } : { waitlistCount: -1 };
  const event = await models.events.findOneAndUpdate(byId(eventId), { $inc: counted }, { returnDocument: 'after' }).lean();
  return event && ended.state === 'GOING' ? await fillSeats(deps, eventId) : event;
}

function endOf(eventId: string, userId: string) {
  return {
    atEvent: { _id: `${eventId}/${userId}`, shard: shardOf(eventId) },
    atUser: { _id: `${userId}/${eventId}`, shard: shardOf(userId) },
  };
}
