/** Finds those to whom a message is news: notifications asks this before it tells them. */
import { byId, shardOf } from '#lib/db/ids.ts';
import { maySeeActor } from '#lib/relations/may-see.ts';
import { readRelations } from '#lib/relations/read-relations.ts';
import { relationsOf } from '#lib/relations/viewer-relations.ts';
import type { RoomsDeps } from '../deps.ts';

const mostAsked = 1_000;

export interface VisibleTo {
  /** Null where the message does not exist any more. */
  post: { text: string; authorId: string } | null;
  viewerIds: string[];
}

/** Of some people those who are in the message's room, have not read it, have not muted the room, and for whom it does not stand masked. */
export async function findVisibleTo({ models }: RoomsDeps, messageId: string, viewerIds: readonly string[]): Promise<VisibleTo> {
  const message = await models.messages.findOne(byId(messageId)).lean();
  if (!message?.authorId || message.deletedAt) return { post: null, viewerIds: [] };
  const { roomId, authorId, number, text } = message;
  const ids = viewerIds.slice(0, mostAsked).map((userId) => `${roomId}/${userId}`);
  const where = { _id: { $in: ids }, shard: shardOf(roomId), isMuted: false, readNumber: { $lt: number } };
  const members = (await models.members.find(where, { userId: 1 }).lean()).map(({ userId }) => userId);
  const known = { ...(await readRelations(models, { viewerIds: members, userIds: [authorId] })), follows: () => false };
  return { post: { text, authorId }, viewerIds: members.filter((userId) => maySeeActor(relationsOf(userId, known), authorId)) };
}
