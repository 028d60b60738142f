import { AppError } from '#lib/core/errors.ts';
import { byId } from '#lib/db/ids.ts';
import type { Reading } from '../context.ts';
import type { RoomsDeps } from '../deps.ts';
import { atRoom } from '../members/membership.ts';
import type { MessageRecord } from '../model.ts';
import { noSuchMessage, noSuchRoom } from '../reading/may.ts';
import { changeRoom, takeNumbers, tell } from '../rooms/change-room.ts';
import { requireMessage, requireShownMessage } from './require-message.ts';
import { requireSpeaker } from './speaker.ts';
import { checkText, resolveMentions } from './text.ts';

/**
 * Replaces the text of the viewer's own message. An equal text changes nothing.
 *
 * @throws AppError as `requireSpeaker`; `BAD_USER_INPUT`, `NOT_FOUND`; `FORBIDDEN` for another's message; `CONFLICT` for a deleted one.
 */
export async function editMessage(reading: Reading, { id, text }: { id: string; text: string }): Promise<MessageRecord> {
  const { deps } = reading;
  const seen = await requireShownMessage(reading, id, 'id');
  if (seen.authorId !== reading.viewerId) throw new AppError('FORBIDDEN', 'This is for its author alone.', { field: 'id' });
  checkText(text, 'text', { hasMedia: seen.mediaIds.length > 0 });
  await requireSpeaker(reading, seen.roomId, 'id');
  const mentions = await resolveMentions(deps, seen.roomId, text, seen);
  const edited = await changeMessage(deps, seen, async (message) => {
    if (message.deletedAt) throw new AppError('CONFLICT', 'It is deleted.', { field: 'id' });
    if (message.text === text) return null;
    return { set: { text, ...mentions, editedAt: deps.clock() } };
  });
  return edited;
}

/**
 * Deletes a message, which keeps its place without its words.
 *
 * @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`; `FORBIDDEN` for others than its author, OWNER and MODERATOR.
 */
export async function deleteMessage(reading: Reading, { id }: { id: string }): Promise<boolean> {
  const { deps, viewerId } = reading;
  const seen = await requireMessage(reading, id, 'id');
  await changeMessage(deps, seen, async (message) => {
    const member = await deps.models.members.findOne(atRoom(seen.roomId, viewerId ?? '')).lean();
    const mayDelete = message.authorId === viewerId || (member !== null && member.role !== 'MEMBER');
    if (!mayDelete) throw new AppError('FORBIDDEN', 'This is for its author, OWNER and MODERATOR.', { field: 'id' });
    return message.deletedAt ? null : await emptied(deps, message);
  });
  return true;
}

/** What is left of a deleted message. Its reactions go in the surrounding transaction. */
export async function emptied({ models, clock }: RoomsDeps, { _id, shard }: MessageRecord): Promise<Change> {
  await models.reactions.deleteMany({ messageId: _id, shard });
  return { set: { text: '', mentionIds: [], mentionNames: [], mediaIds: [], reactions: [], deletedAt: clock() } };
}

export interface Change {
  set: Partial<MessageRecord>;
  /** The person who reacted; absent for a change of the message itself. */
  reactorId?: string;
}

/**
 * Changes a message as it is now, with its room's next number.
 *
 * @param decide - What changes; null for nothing.
 * @throws AppError `NOT_FOUND` when the message or its room is gone.
 */
export async function changeMessage(
  deps: RoomsDeps,
  { _id: messageId, roomId }: MessageRecord,
  decide: (message: MessageRecord) => Promise<Change | null>,
): Promise<MessageRecord> {
  const { models } = deps;
  return await changeRoom(deps, roomId, async () => {
    const message = await models.messages.findOne(byId(messageId)).lean();
    if (!message) throw noSuchMessage('id');
    const change = await decide(message);
    if (!change) return message;
    const room = await takeNumbers(deps, roomId);
    if (!room) throw noSuchRoom('id');
    await models.messages.updateOne(byId(messageId), { $set: change.set });
    const { reactorId } = change;
    const userId = reactorId ?? message.authorId;
    const activity = reactorId === undefined ? ('MESSAGE_CHANGED' as const) : ('REACTED' as const);
    const isEnded = change.set.deletedAt != null;
    const mediaIds = isEnded ? message.mediaIds : [];
    await tell(deps, room, { activity, messageId, mediaIds, isEnded, ...(userId !== null && { userId }) });
    return { ...message, ...change.set };
  });
}
