import { AppError, badInput } from '#lib/core/errors.ts';
import { isId, shardOf } from '#lib/db/ids.ts';
import type { Reading } from '../context.ts';
import type { RoomRecord, RoomRole } from '../model.ts';
import { noSuchRoom, noSuchUser, requireRole } from '../reading/may.ts';
import { changeRoom, takeNumbers, tell } from '../rooms/change-room.ts';
import { atRoom } from './membership.ts';
import { placeOf } from './rank.ts';

export interface SetRoleInput {
  id: string;
  userId: string;
  role: RoomRole;
}

/** Gives a member a role. @throws AppError as `requireRole`; `NOT_FOUND` for who is not in the room; `CONFLICT` for the last owner. */
export async function setRoomRole(reading: Reading, { id, userId, role }: SetRoleInput): Promise<RoomRecord> {
  const { deps } = reading;
  const { member: own, room: seen } = await requireRole(reading, id, ['OWNER']);
  if (!isId(userId, 'usr')) throw badInput('userId', 'userId is no id of a user.');
  const room = await changeRoom(deps, id, async () => {
    const { models } = deps;
    const member = await models.members.findOne(atRoom(id, userId)).lean();
    if (!member) throw noSuchUser('userId');
    if (member.role === role) return null;
    const after = await takeNumbers(deps, id);
    if (!after) throw noSuchRoom('id');
    const acting = await models.members.findOne(atRoom(id, own.userId)).lean();
    if (acting?.role !== 'OWNER') throw new AppError('FORBIDDEN', 'This is for OWNER.', { field: 'id' });
    if (member.role === 'OWNER') {
      const [first, second] = await models.members
        .find({ roomId: id, shard: shardOf(id) })
        .sort({ placedAt: 1, userId: 1 })
        .limit(2)
        .lean();
      const hasOther = [first, second].some((each) => each?.role === 'OWNER' && each.userId !== userId);
      if (!hasOther) throw new AppError('CONFLICT', 'A room has one owner at least: make another one first.', { field: 'role' });
    }
    await models.members.updateOne(atRoom(id, userId), { $set: { role, placedAt: placeOf(role, member.joinedAt) } });
    await tell(deps, after, { activity: 'MEMBERSHIP_CHANGED', userId });
    return after;
  });
  return room ?? seen;
}
