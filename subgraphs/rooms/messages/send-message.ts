import { createHash } from 'node:crypto';
import { AppError, badInput } from '#lib/core/errors.ts';
import { byId, createId, isId, madeAt } from '#lib/db/ids.ts';
import { checkKey, type KeyUse } from '#lib/db/idempotency-keys.ts';
import { claimMedia } from '#lib/media/claim-media.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { RoomsDeps } from '../deps.ts';
import { atRoom } from '../members/membership.ts';
import type { MessageRecord, RoomRecord } from '../model.ts';
import { limitMessages } from '../people/limits.ts';
import { noSuchMessage, noSuchRoom } from '../reading/may.ts';
import { isMasked } from '../reading/shown.ts';
import { changeRoom, takeNumbers, tell } from '../rooms/change-room.ts';
import { findMadeMessage, keepMadeId } from '../rooms/made-keys.ts';
import { requireSpeaker } from './speaker.ts';
import { checkText, resolveMentions } from './text.ts';

const mostMedia = 10;
const mostInDirect = 10;

export interface SendMessageInput {
  roomId: string;
  text: string;
  mediaIds?: readonly string[] | null | undefined;
  replyToId?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}

/**
 * Says something in a room.
 *
 * @throws AppError as `requireSpeaker`; `BAD_USER_INPUT`; `NOT_FOUND` for the answered message or the media; `CONFLICT` for media of something
 * else, or a key of other input; `RATE_LIMITED`; `SUBGRAPH_UNAVAILABLE`.
 */
export async function sendMessage(reading: Reading, input: SendMessageInput): Promise<MessageRecord> {
  const { deps } = reading;
  const authorId = requireViewer(reading.viewerId);
  const { roomId, text } = input;
  checkKey(input.idempotencyKey);
  const use = useOf(authorId, input);
  const madeBefore = await findMadeMessage(deps, use);
  if (madeBefore) return madeBefore;
  const mediaIds = readMediaIds(input);
  checkText(text, 'input.text', { hasMedia: mediaIds.length > 0 });
  await requireSpeaker(reading, roomId, 'input.roomId');
  const replyToId = await checkReply(reading, input);
  const mentions = await resolveMentions(deps, roomId, text);
  await limitMessages(deps, authorId, roomId);
  const messageId = idFor(deps, authorId, input);
  const madeMeanwhile = await claimFor(deps, messageId, authorId, mediaIds, use);
  if (madeMeanwhile) return madeMeanwhile;
  const sent = await changeRoom(deps, roomId, async () => {
    const made = await findMadeMessage(deps, use);
    if (made) return made;
    const message = { ...byId(messageId), roomId, authorId, text, mediaIds, ...mentions, replyToId, ...untouched(deps) };
    return await addMessage(deps, message, use);
  });
  return sent;
}

function untouched({ clock }: RoomsDeps): Pick<MessageRecord, 'createdAt' | 'editedAt' | 'deletedAt' | 'reactions'> {
  return { createdAt: clock(), editedAt: null, deletedAt: null, reactions: [] };
}

/** Gives a message the next number of its room and keeps it, in the surrounding transaction. */
async function addMessage(
  deps: RoomsDeps,
  unnumbered: Omit<MessageRecord, 'number'> & { authorId: string },
  use: KeyUse | null,
): Promise<MessageRecord> {
  const { models } = deps;
  const { _id: messageId, roomId, authorId, mentionIds, mediaIds, createdAt } = unnumbered;
  const room = await takeNumbers(deps, roomId, { set: { lastMessageId: messageId, activityAt: createdAt }, inc: { messageCount: 1 } });
  if (!room) throw noSuchRoom('input.roomId');
  const member = await models.members.findOne(atRoom(roomId, authorId)).lean();
  if (!member) throw new AppError('FORBIDDEN', 'Join the room first.', { field: 'input.roomId' });
  const message = { ...unnumbered, number: room.messageCount };
  await models.messages.insertMany([message], { lean: true });
  // Who has read everything before stays so: then nothing has to be counted for them.
  if (member.readNumber === message.number - 1)
    await models.members.updateOne(atRoom(roomId, authorId), { $set: { readNumber: message.number, readUpTo: messageId } });
  await keepMadeId(deps, use, messageId);
  const recipientIds = room.kind === 'DIRECT' ? await othersIn(deps, room, authorId) : mentionIds.filter((userId) => userId !== authorId);
  await tell(deps, room, { activity: 'MESSAGE_ADDED', messageId, userId: authorId, recipientIds, mediaIds });
  return message;
}

/** The other people of a direct room, who are few. */
async function othersIn({ models }: RoomsDeps, { _id: roomId, shard }: RoomRecord, authorId: string): Promise<string[]> {
  const members = await models.members.find({ roomId, shard }, { userId: 1 }).limit(mostInDirect).lean();
  return members.map(({ userId }) => userId).filter((userId) => userId !== authorId);
}

function readMediaIds({ mediaIds }: SendMessageInput): string[] {
  const ids = [...(mediaIds ?? [])];
  if (ids.length > mostMedia) throw badInput('input.mediaIds', `A message has ${mostMedia} media at most.`);
  if (new Set(ids).size < ids.length) throw badInput('input.mediaIds', 'Each media is in a message once.');
  return ids;
}

/**
 * The id of a new message. With a key and media each repeat has the same: the media that a request claimed before its database failed are
 * then still the message's own.
 */
function idFor(deps: RoomsDeps, authorId: string, { roomId, idempotencyKey: key, mediaIds }: SendMessageInput): string {
  const [first] = mediaIds ?? [];
  if (key == null || first === undefined || !isId(first, 'med')) return deps.newId('msg', roomId);
  const noise = createHash('sha256')
    .update(JSON.stringify([authorId, key, roomId, ...(mediaIds ?? [])]))
    .digest();
  return createId('msg', madeAt(first), () => noise, roomId);
}

/** Claims the media of a new message. @returns The message that a repeat of the same request has made meanwhile, if there is one. */
async function claimFor(
  deps: RoomsDeps,
  messageId: string,
  authorId: string,
  mediaIds: readonly string[],
  use: KeyUse | null,
): Promise<MessageRecord | null> {
  try {
    await claimMedia(deps, { ownerId: authorId, mediaIds, attachedTo: messageId, fieldOf: (index) => `input.mediaIds.${index}` });
    return null;
  } catch (error) {
    const made = await findMadeMessage(deps, use);
    if (made) return made;
    throw error;
  }
}

/** @throws AppError `BAD_USER_INPUT`, and `NOT_FOUND` for a message of another room, or one that stands masked for the viewer. */
async function checkReply(reading: Reading, { roomId, replyToId }: SendMessageInput): Promise<string | null> {
  if (replyToId == null) return null;
  if (!isId(replyToId, 'msg')) throw badInput('input.replyToId', 'input.replyToId is no id of a message.');
  const message = await reading.loaders.message.load(replyToId);
  if (!message || message.roomId !== roomId || (await isMasked(reading, message))) throw noSuchMessage('input.replyToId');
  return replyToId;
}

function useOf(ownerId: string, { idempotencyKey: key, roomId, text, mediaIds, replyToId }: SendMessageInput): KeyUse | null {
  return key == null ? null : { ownerId, key, input: ['message', roomId, text, replyToId ?? null, mediaIds ?? []] };
}
