/** Lists events by when they take place. */
import { badInput } from '#lib/core/errors.ts';
import { byIds, shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments, paginate, type Place } from '#lib/graphql/connection.ts';
import { foldTag } from '#lib/text/fold-tag.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { EventRecord, OccurrenceRecord } from '../model.ts';
import { cellsAround, type Circle, kmBetween, maxWithinKm } from '../places/cells.ts';
import { mayRead } from '../reading/may.ts';
import { findAttendedByFollowing } from '../attendance/attended-by-following.ts';
import { checkDegrees } from './read-event.ts';

interface ListEventsInput extends PageArguments {
  /** Now when absent. */
  from?: Date | null | undefined;
  /** Exclusive; as far as occurrences are stored when absent. */
  to?: Date | null | undefined;
  tag?: string | null | undefined;
  near?: Circle | null | undefined;
  attendedByFollowing?: boolean | null | undefined;
}

/**
 * Lists published events by their first occurrence that begins in a stretch of time, each once: that is the occurrence whose previous one lies
 * before the stretch.
 *
 * @throws AppError `BAD_USER_INPUT`; `UNAUTHENTICATED` for events of those followed.
 */
export async function listEvents(reading: Reading, input: ListEventsInput): Promise<Connection<EventRecord>> {
  const { deps, viewerId, loaders } = reading;
  const { from: givenFrom = null, to = null, near = null } = input;
  const tag = input.tag == null ? null : foldTag(input.tag);
  if (input.tag != null && tag === null)
    throw badInput('tag', 'A tag has 1 to 100 letters, digits and underscores, with a letter among them.');
  if (near) checkCircle(near);
  if (givenFrom && to && to <= givenFrom) throw badInput('to', 'The stretch of time ends after it begins.');
  const friends = input.attendedByFollowing === true ? requireViewer(viewerId) : null;

  // A list from now on is the same list on its later pages: their cursors say since when.
  let from = givenFrom ?? deps.clock();
  const attended = friends === null ? null : await findAttendedByFollowing(deps, friends);
  const events = new Map<string, EventRecord>();
  const placeOf = ({ startsAt, eventId }: OccurrenceRecord): Place => [startsAt, `${eventId}@${from.getTime()}`];
  const page = await paginate<OccurrenceRecord>({
    args: { first: input.first, after: input.after },
    cursors: deps.cursors,
    scope: JSON.stringify(['events', givenFrom, to, tag, near && [near.latitude, near.longitude, near.withinKm], friends]),
    order: 'oldest first',
    fields: { at: 'startsAt', id: 'eventId' },
    placeOf,
    fetch: async ({ place, limit }) => {
      const [at, afterId] = place ? readPlace(place) : [null, null];
      if (place) from = new Date(Number(place[1].split('@')[1]));
      return await deps.models.occurrences
        .find({
          isListed: true,
          startsAt: { $gte: at ?? from, ...(to && { $lt: to }) },
          previousAt: { $lt: from },
          ...(near && { cells: { $in: cellsAround(near) } }),
          ...(tag !== null && { tags: tag }),
          ...(attended && { eventId: { $in: attended }, shard: { $in: [...new Set(attended.map(shardOf))] } }),
          ...(at && afterId && { $or: [{ startsAt: { $gt: at } }, { startsAt: at, eventId: { $gt: afterId } }] }),
        })
        .sort({ startsAt: 1, eventId: 1 })
        .limit(limit)
        .lean();
    },
    keep: async (occurrences) => {
      for (const event of await deps.models.events.find(byIds(occurrences.map(({ eventId }) => eventId))).lean()) {
        loaders.event.prime(event._id, event);
        if (mayRead(reading, event) && isNear(event, near)) events.set(event._id, event);
      }
      return occurrences.filter(({ eventId }) => events.has(eventId));
    },
  });
  return mapConnection(page, ({ eventId }) => events.get(eventId) as EventRecord);
}

function readPlace([at, id]: Place): [at: Date, eventId: string] {
  return [at, id.split('@')[0] ?? ''];
}

/** Cells cover more than the circle. */
function isNear({ place }: EventRecord, near: Circle | null): boolean {
  if (!near) return true;
  if (place?.latitude == null || place.longitude == null) return false;
  return kmBetween(near, { latitude: place.latitude, longitude: place.longitude }) <= near.withinKm;
}

function checkCircle({ latitude, longitude, withinKm }: Circle): void {
  checkDegrees(latitude, 'near.latitude', 90);
  checkDegrees(longitude, 'near.longitude', 180);
  if (!(withinKm > 0 && withinKm <= maxWithinKm)) throw badInput('near.withinKm', `More than 0, up to ${maxWithinKm} km.`);
}
