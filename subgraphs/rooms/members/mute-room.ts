import type { Reading } from '../context.ts';
import type { RoomRecord } from '../model.ts';
import { requireOwnRoom } from '../reading/may.ts';
import { atRoom } from './membership.ts';

/** Says whether the viewer wants no push of a room. @throws AppError as `requireOwnRoom`. */
export async function muteRoom(reading: Reading, { id, isMuted }: { id: string; isMuted: boolean }): Promise<RoomRecord> {
  const { room, member } = await requireOwnRoom(reading, id, 'id');
  await reading.deps.models.members.updateOne(atRoom(id, member.userId), { $set: { isMuted } });
  return room;
}
