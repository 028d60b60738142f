/** Reactions: each person has an emoji at a message once. */
import { AppError, badInput } from '#lib/core/errors.ts';
import { shardOf } from '#lib/db/ids.ts';
import { pageSize } from '#lib/graphql/connection.ts';
import type { Reading } from '../context.ts';
import type { RoomsDeps } from '../deps.ts';
import type { MessageRecord } from '../model.ts';
import { shownUsers } from '../reading/shown.ts';
import { changeMessage, type Change } from './edit-message.ts';
import { requireShownMessage } from './require-message.ts';
import { requireSpeaker } from './speaker.ts';

const mostEmoji = 20;
const oneEmoji = /^\p{RGI_Emoji}$/v;

export interface ReactInput {
  messageId: string;
  emoji: string;
}

/** Reacts to a message. @throws AppError as `requireSpeaker`; `BAD_USER_INPUT`, `NOT_FOUND`; `CONFLICT` for a deleted message, or one with 20 other emoji. */
export async function react(reading: Reading, { messageId, emoji }: ReactInput): Promise<MessageRecord> {
  if (!oneEmoji.test(emoji)) throw badInput('emoji', 'emoji is one emoji.');
  return await change(reading, messageId, async (message, userId) => {
    if (message.deletedAt) throw new AppError('CONFLICT', 'It is deleted.', { field: 'messageId' });
    const isNew = !message.reactions.some((each) => each.emoji === emoji);
    if (isNew && message.reactions.length >= mostEmoji)
      throw new AppError('CONFLICT', `A message has ${mostEmoji} emoji at most.`, { field: 'emoji' });
    return await addReaction(reading.deps, message, { userId, emoji });
  });
}

/** Takes a reaction back, if there is one. @throws AppError likewise. */
export async function unreact(reading: Reading, { messageId, emoji }: ReactInput): Promise<MessageRecord> {
  return await change(reading, messageId, async (message, userId) => await dropReaction(reading.deps, message, { userId, emoji }));
}

async function change(
  reading: Reading,
  messageId: string,
  decide: (message: MessageRecord, userId: string) => Promise<Change | null>,
): Promise<MessageRecord> {
  const seen = await requireShownMessage(reading, messageId, 'messageId');
  const { member } = await requireSpeaker(reading, seen.roomId, 'messageId');
  const changed = await changeMessage(reading.deps, seen, async (message) => await decide(message, member.userId));
  return changed;
}

interface Reacting {
  userId: string;
  emoji: string;
}

/** In the surrounding transaction. @returns Null where it is there already. */
async function addReaction({ models, clock }: RoomsDeps, message: MessageRecord, { userId, emoji }: Reacting): Promise<Change | null> {
  const { upsertedCount } = await models.reactions.updateOne(
    placeOf(message, { userId, emoji }),
    { $setOnInsert: { messageId: message._id, userId, emoji, createdAt: clock() } },
    { upsert: true },
  );
  return upsertedCount === 0 ? null : { set: { reactions: count(message, emoji, 1) }, reactorId: userId };
}

/** In the surrounding transaction. @returns Null where there is none. */
export async function dropReaction({ models }: RoomsDeps, message: MessageRecord, { userId, emoji }: Reacting): Promise<Change | null> {
  const { deletedCount } = await models.reactions.deleteOne(placeOf(message, { userId, emoji }));
  return deletedCount === 0 ? null : { set: { reactions: count(message, emoji, -1) }, reactorId: userId };
}

function placeOf({ _id, shard }: MessageRecord, { userId, emoji }: Reacting): { _id: string; shard: number } {
  return { _id: `${_id}/${userId}/${emoji}`, shard };
}

function count({ reactions }: MessageRecord, emoji: string, by: 1 | -1): MessageRecord['reactions'] {
  const known = reactions.some((each) => each.emoji === emoji) ? reactions : [...reactions, { emoji, count: 0 }];
  return known.map((each) => (each.emoji === emoji ? { emoji, count: each.count + by } : each)).filter((each) => each.count > 0);
}

/** The reactions to a message as the viewer sees them. */
export async function listReactions(
  { loaders }: Pick<Reading, 'loaders'>,
  { _id: messageId, reactions }: MessageRecord,
): Promise<{ messageId: string; emoji: string; count: number }[]> {
  if (reactions.length === 0) return [];
  const hidden = await loaders.hiddenReactions.load(messageId);
  return reactions
    .map(({ emoji, count: all }) => ({ messageId, emoji, count: all - (hidden.get(emoji) ?? 0) }))
    .filter((each) => each.count > 0);
}

/** The first of those who reacted with an emoji whom the viewer may see. @throws AppError `BAD_USER_INPUT`. */
export async function listReactors(
  reading: Reading,
  { messageId, emoji }: ReactInput,
  { first }: { first?: number | null | undefined },
): Promise<{ id: string }[]> {
  const size = pageSize(first, 'first');
  const hidden = await reading.loaders.blockedWith();
  const found = await reading.deps.models.reactions
    .find({ messageId, shard: shardOf(messageId), emoji, ...(hidden.length > 0 && { userId: { $nin: hidden } }) }, { userId: 1 })
    .sort({ createdAt: 1, userId: 1 })
    .limit(size)
    .lean();
  const shown = await shownUsers(
    reading,
    found.map(({ userId }) => userId),
  );
  return shown.map((id) => ({ id }));
}
