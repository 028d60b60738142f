/** Adds members to a room and takes them out, at both ends, in the surrounding transaction. */
import { AppError } from '#lib/core/errors.ts';
import { shardOf } from '#lib/db/ids.ts';
import type { RoomsDeps } from '../deps.ts';
import type { MemberRecord, RoomRecord, RoomRole } from '../model.ts';
import { placeOf } from './rank.ts';

/** A person is in so many rooms at most. */
export const mostRooms = 2_000;
/** A room has so many members at most. */
export const mostMembers = 100_000;

/** The filter of a membership at its room. */
export function atRoom(roomId: string, userId: string): { _id: string; shard: number } {
  return { _id: `${roomId}/${userId}`, shard: shardOf(roomId) };
}

/** The filter of a membership, or of an invitation, at its user. */
export function atUser(roomId: string, userId: string): { _id: string; shard: number } {
  return { _id: `${userId}/${roomId}`, shard: shardOf(userId) };
}

/** @throws AppError `CONFLICT` for somebody who is in as many rooms as one may be in. */
export async function checkRoomsOf({ models }: RoomsDeps, userId: string): Promise<void> {
  const count = await models.memberships.countDocuments({ userId, shard: shardOf(userId) }).limit(mostRooms);
  if (count >= mostRooms) throw new AppError('CONFLICT', `A person is in ${mostRooms.toLocaleString('en')} rooms at most.`);
}

/** Adds members who have read everything that was said before. */
export async function addMembers(
  { models, clock }: RoomsDeps,
  { _id: roomId, messageCount, lastMessageId }: RoomRecord,
  userIds: readonly string[],
  role: RoomRole,
): Promise<MemberRecord[]> {
  const joinedAt = clock();
  const members = userIds.map((userId): MemberRecord => {
    const common = { roomId, userId, role, joinedAt, placedAt: placeOf(role, joinedAt), isMuted: false };
    return { ...atRoom(roomId, userId), ...common, readNumber: messageCount, readUpTo: lastMessageId };
  });
  await models.members.insertMany(members, { lean: true });
  await models.memberships.insertMany(
    userIds.map((userId) => ({ ...atUser(roomId, userId), userId, roomId })),
    { lean: true },
  );
  return members;
}

/** Takes a member out. @returns Whether they were in. */
export async function dropMember({ models }: RoomsDeps, roomId: string, userId: string): Promise<MemberRecord | null> {
  const member = await models.members.findOneAndDelete(atRoom(roomId, userId)).lean();
  await models.memberships.deleteOne(atUser(roomId, userId));
  return member;
}
