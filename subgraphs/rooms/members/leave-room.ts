import { AppError } from '#lib/core/errors.ts';
import { shardOf } from '#lib/db/ids.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { RoomsDeps } from '../deps.ts';
import { requireRoom } from '../reading/may.ts';
import { changeRoom, takeNumbers, tell } from '../rooms/change-room.ts';
import { removeRoom } from '../rooms/delete-room.ts';
import { atRoom, dropMember } from './membership.ts';
import { placeOf } from './rank.ts';

/** Leaves a room. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`; `FORBIDDEN` for a direct room. */
export async function leaveRoom(reading: Reading, { id }: { id: string }): Promise<boolean> {
  const userId = requireViewer(reading.viewerId);
  const room = await requireRoom(reading, id, 'id');
  if (room.kind === 'DIRECT') throw new AppError('FORBIDDEN', 'A direct room stays with the same people: mute it.', { field: 'id' });
  await takeOut(reading.deps, id, userId);
  return true;
}

/** Takes somebody out of a room. The last owner hands over; with the last member the room goes. */
export async function takeOut(deps: RoomsDeps, roomId: string, userId: string): Promise<void> {
  await changeRoom(deps, roomId, async () => {
    if (!(await deps.models.members.exists(atRoom(roomId, userId)))) {
      await dropMember(deps, roomId, userId);
      return;
    }
    const room = await takeNumbers(deps, roomId, { inc: { memberCount: -1 } });
    const left = await dropMember(deps, roomId, userId);
    if (!room || !left) return;
    await tell(deps, room, { activity: 'MEMBERSHIP_CHANGED', userId, isEnded: true });
    if (room.memberCount <= 0) await removeRoom(deps, roomId);
    else if (left.role === 'OWNER') await handOver(deps, roomId);
  });
}

/** Makes the longest-standing moderator, or member, the owner of a room that has none, in the surrounding transaction. */
async function handOver(deps: RoomsDeps, roomId: string): Promise<void> {
  const [next] = await deps.models.members
    .find({ roomId, shard: shardOf(roomId) })
    .sort({ placedAt: 1, userId: 1 })
    .limit(1)
    .lean();
  if (!next || next.role === 'OWNER') return;
  const { userId, joinedAt } = next;
  await deps.models.members.updateOne(atRoom(roomId, userId), { $set: { role: 'OWNER', placedAt: placeOf('OWNER', joinedAt) } });
  const room = await takeNumbers(deps, roomId);
  if (room) await tell(deps, room, { activity: 'MEMBERSHIP_CHANGED', userId });
}
