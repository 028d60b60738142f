import { AppError } from '#lib/core/errors.ts';
import { shardOf } from '#lib/db/ids.ts';
import type { Reading } from '../context.ts';
import type { MemberRecord, RoomRecord } from '../model.ts';
import { requireOwnRoom } from '../reading/may.ts';
import { shownUsers } from '../reading/shown.ts';

/**
 * A room in which the viewer may speak: one that they are in. In a direct room of two the other has to be there, and in no block with them.
 *
 * @throws AppError as `requireOwnRoom`; `FORBIDDEN`.
 */
export async function requireSpeaker(reading: Reading, roomId: string, field: string): Promise<{ room: RoomRecord; member: MemberRecord }> {
  const own = await requireOwnRoom(reading, roomId, field);
  if (own.room.kind !== 'DIRECT' || own.room.memberCount > 2) return own;
  const members = await reading.deps.models.members
    .find({ roomId, shard: shardOf(roomId) }, { userId: 1 })
    .limit(2)
    .lean();
  const others = members.map(({ userId }) => userId).filter((userId) => userId !== reading.viewerId);
  if ((await shownUsers(reading, others)).length === 0) throw new AppError('FORBIDDEN', 'This person cannot be written to.', { field });
  return own;
}
