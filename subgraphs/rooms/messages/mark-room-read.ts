import { badInput } from '#lib/core/errors.ts';
import { isId } from '#lib/db/ids.ts';
import type { Reading } from '../context.ts';
import { atRoom } from '../members/membership.ts';
import type { RoomRecord } from '../model.ts';
import { noSuchMessage, requireOwnRoom } from '../reading/may.ts';
import { tell } from '../rooms/change-room.ts';

/** Moves the viewer's read marker forward. @throws AppError as `requireOwnRoom`; `BAD_USER_INPUT`, `NOT_FOUND` for the message. */
export async function markRoomRead(reading: Reading, { id, upTo }: { id: string; upTo: string }): Promise<RoomRecord> {
  const { deps, loaders } = reading;
  const { room, member } = await requireOwnRoom(reading, id, 'id');
  if (!isId(upTo, 'msg')) throw badInput('upTo', 'upTo is no id of a message.');
  const message = await loaders.message.load(upTo);
  if (message?.roomId !== id) throw noSuchMessage('upTo');
  const { userId } = member;
  const { number } = message;
  await deps.transaction(async () => {
    const further = { ...atRoom(id, userId), readNumber: { $lt: number } };
    const { matchedCount } = await deps.models.members.updateOne(further, { $set: { readNumber: number, readUpTo: upTo } });
    // A marker changes nothing that the room's numbers are for: it takes none.
    if (matchedCount > 0) await tell(deps, room, { activity: 'READ_MOVED', userId, messageId: upTo });
  });
  return room;
}
