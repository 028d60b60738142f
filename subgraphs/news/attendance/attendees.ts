/** Who goes to an event, as a viewer may see it. */
import { shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import { maySee, type Published } from '#lib/relations/may-see.ts';
import { loadRelations } from '#lib/relations/relation-loaders.ts';
import type { Reading } from '../context.ts';
import type { AttendanceRecord, EventRecord } from '../model.ts';

type Going = Pick<AttendanceRecord, 'userId' | 'createdAt'>;

/** Lists who has a seat, who asked first in front: without those in a block with the viewer, and private accounts for their followers alone. */
export async function listAttendees(
  { deps, viewerId, loaders }: Pick<Reading, 'deps' | 'viewerId' | 'loaders'>,
  { _id: eventId }: EventRecord,
  args: PageArguments,
): Promise<Connection<{ id: string }>> {
  const page = await paginate<Going>({
    args,
    cursors: deps.cursors,
    scope: `attendees:${eventId}`,
    order: 'oldest first',
    fields: { at: 'createdAt', id: 'userId' },
    placeOf: ({ createdAt, userId }) => [createdAt, userId],
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.attendances
        .find({ eventId, shard: shardOf(eventId), state: 'GOING', ...filter }, { userId: 1, createdAt: 1 })
        .sort(sort)
        .limit(limit)
        .lean(),
    keep: async (going) => {
      const relations = await loadRelations(
        loaders,
        viewerId,
        going.map(({ userId }) => attendanceOf(userId)),
      );
      return going.filter(({ userId }) => maySee(relations, attendanceOf(userId)));
    },
  });
  return mapConnection(page, ({ userId }) => ({ id: userId }));
}

/** An attendance is as public as its account. */
function attendanceOf(userId: string): Published {
  return { authorId: userId, visibility: 'PUBLIC', mentionIds: [] };
}
