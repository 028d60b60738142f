/** The numbers of a room's log, and the events that carry them. Every change of a room goes through here. */
import { byId } from '#lib/db/ids.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import type { RoomActivityKind } from '#schema/events/rooms.ts';
import type { RoomsDeps } from '../deps.ts';
import type { RoomRecord } from '../model.ts';

export interface Activity {
  activity: RoomActivityKind;
  messageId?: string;
  userId?: string;
  recipientIds?: string[];
  mediaIds?: string[];
  isEnded?: boolean;
}

/**
 * Runs a change of a room in a transaction, after all others of this process for the same room: each writes the room's document.
 */
export async function changeRoom<Result>(deps: RoomsDeps, roomId: string, work: () => Promise<Result>): Promise<Result> {
  return await inTurn(deps.connection, roomId, async () => await deps.transaction(work));
}

/**
 * Takes the next numbers of a room's log, in the surrounding transaction. It comes early in there: writers of other processes then meet
 * before they have written anything else. What was read before it still holds, because every change of the room writes this document.
 *
 * @param change - What else changes of the room.
 * @returns The room after that; null when it is gone.
 */
export async function takeNumbers(
  { models }: RoomsDeps,
  roomId: string,
  { count = 1, set = {}, inc = {} }: { count?: number; set?: Partial<RoomRecord>; inc?: Partial<Record<keyof RoomRecord, number>> } = {},
): Promise<RoomRecord | null> {
  const update = { $inc: { ...inc, revision: count }, ...(Object.keys(set).length > 0 && { $set: set }) };
  return await models.rooms.findOneAndUpdate(byId(roomId), update, { returnDocument: 'after' }).lean();
}

/** Emits what happened in a room, in the surrounding transaction: as many activities as numbers were taken last. */
export async function tell(
  deps: RoomsDeps,
  { _id: roomId, kind, revision }: Pick<RoomRecord, '_id' | 'kind' | 'revision'>,
  ...activities: Activity[]
): Promise<void> {
  await deps.emit(
    ...activities.map(({ activity, messageId = null, userId = null, recipientIds = [], mediaIds = [], isEnded = false }, index) => ({
      type: 'room.changed.v1' as const,
      subject: roomId,
      revision: revision - activities.length + 1 + index,
      // Who leaves, joins or reads hears of it in their inbox too.
      topics: [roomId, ...(userId !== null && ['MEMBERSHIP_CHANGED', 'READ_MOVED'].includes(activity) ? [userId] : [])],
      payload: { roomId, kind, activity, messageId, userId, recipientIds, mediaIds, isEnded },
    })),
  );
}
