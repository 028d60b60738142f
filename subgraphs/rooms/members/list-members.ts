import { shardOf } from '#lib/db/ids.ts';
import { type Connection, paginate, type PageArguments } from '#lib/graphql/connection.ts';
import type { Reading } from '../context.ts';
import type { MemberRecord, RoomRecord } from '../model.ts';
import { mayRead } from '../reading/may.ts';
import { shownUsers } from '../reading/shown.ts';

/** How many members of a room the viewer counts: without those in a block with them. */
export async function countMembers({ loaders }: Pick<Reading, 'loaders'>, { _id, memberCount }: RoomRecord): Promise<number> {
  return Math.max(0, memberCount - (await loaders.hiddenMembers.load(_id)));
}

/** The members of a room, for who may know them; null for others. */
export async function listMembers(
  reading: Reading,
  room: RoomRecord,
  args: PageArguments,
): Promise<(Connection<MemberRecord> & { totalCount: number }) | null> {
  const { deps, viewerId } = reading;
  const { _id: roomId } = room;
  if (viewerId === null || !(await mayRead(reading, room))) return null;
  const page = await paginate<MemberRecord>({
    args,
    cursors: deps.cursors,
    scope: `members:${roomId}`,
    order: 'oldest first',
    fields: { at: 'placedAt', id: 'userId' },
    placeOf: ({ placedAt, userId }) => [placedAt, userId],
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.members
        .find({ roomId, shard: shardOf(roomId), ...filter })
        .sort(sort)
        .limit(limit)
        .lean(),
    keep: async (members) => {
      const shown = new Set(
        await shownUsers(
          reading,
          members.map(({ userId }) => userId),
        ),
      );
      return members.filter(({ userId }) => shown.has(userId));
    },
  });
  return { ...page, totalCount: await countMembers(reading, room) };
}
