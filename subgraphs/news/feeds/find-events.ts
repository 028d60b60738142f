/** The events of calendar files. */
import { byIds, shardOf } from '#lib/db/ids.ts';
import type { NewsDeps } from '../deps.ts';
import type { EventRecord } from '../model.ts';
import type { CalendarEvent } from './calendar-file.ts';

const mostEvents = 500;
const dayMs = 24 * 60 * 60 * 1000;
const backMs = 31 * dayMs;
const aheadMs = 396 * dayMs;

/** The first 500 published events with an occurrence from a month ago on, each once. */
export async function findPublicEvents(deps: NewsDeps): Promise<CalendarEvent[]> {
  const now = deps.clock().getTime();
  const from = new Date(now - backMs);
  const found = await deps.models.occurrences
    .find({ isListed: true, startsAt: { $gte: from, $lt: new Date(now + aheadMs) }, previousAt: { $lt: from } }, { eventId: 1 })
    .sort({ startsAt: 1, eventId: 1 })
    .limit(mostEvents)
    .lean();
  return await readPublished(
    deps,
    found.map(({ eventId }) => eventId),
  );
}

/** The published events at which a user has a seat: the last 500 that were asked for. */
export async function findEventsOf(deps: NewsDeps, userId: string): Promise<CalendarEvent[]> {
  const { models } = deps;
  const attending = await models.attending
    .find({ userId, shard: shardOf(userId) }, { eventId: 1 })
    .sort({ createdAt: -1, eventId: -1 })
    .limit(mostEvents)
    .lean();
  const ids = attending.map(({ eventId }) => `${eventId}/${userId}`);
  const shard = { $in: [...new Set(attending.map(({ eventId }) => shardOf(eventId)))] };
  const going = await models.attendances.find({ _id: { $in: ids }, shard, state: 'GOING' }, { eventId: 1 }).lean();
  return await readPublished(
    deps,
    going.map(({ eventId }) => eventId),
  );
}

/** The published ones of some events, in the order of their ids: a file that says the same is the same. */
async function readPublished({ models }: NewsDeps, ids: readonly string[]): Promise<EventRecord[]> {
  const events = await models.events.find({ ...byIds(ids), status: 'PUBLISHED' }).lean();
  return events.toSorted((one, other) => (one._id < other._id ? -1 : 1));
}
