import { shardOf } from '#lib/db/ids.ts';
import type { NewsDeps } from '../deps.ts';

/** Of so many whom the viewer follows, and of so many of their attendances: lists do not grow without a bound. */
const mostFollowed = 2_000;
const mostAttendances = 2_000;
/** No occurrence is stored further ahead: who asked for a seat earlier than this has been there, or goes each week. */
const notBeforeMs = 396 * 24 * 60 * 60 * 1000;

/** The events that somebody whom a user follows has a seat at, of the last 13 months. */
export async function findAttendedByFollowing({ models, clock }: NewsDeps, userId: string): Promise<string[]> {
  const followed = await models.following
    .find({ followerId: userId, shard: shardOf(userId) }, { followeeId: 1 })
    .limit(mostFollowed)
    .lean();
  if (followed.length === 0) return [];
  const ids = followed.map(({ followeeId }) => followeeId);
  const since = new Date(clock().getTime() - notBeforeMs);
  const attending = await models.attending
    .find({ userId: { $in: ids }, shard: { $in: [...new Set(ids.map(shardOf))] }, createdAt: { $gte: since } }, { userId: 1, eventId: 1 })
    .limit(mostAttendances)
    .lean();
  if (attending.length === 0) return [];
  const going = await models.attendances
    .find(
      {
        _id: { $in: attending.map((each) => `${each.eventId}/${each.userId}`) },
        shard: { $in: [...new Set(attending.map(({ eventId }) => shardOf(eventId)))] },
        state: 'GOING',
      },
      { eventId: 1 },
    )
    .lean();
  return [...new Set(going.map(({ eventId }) => eventId))];
}
