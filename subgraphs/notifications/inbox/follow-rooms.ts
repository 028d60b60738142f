/** What rooms' events mean for notifications: who is told, what is read, and what is taken back. */
import { shardOf } from '#lib/db/ids.ts';
import type { EventPayload } from '#schema/events/index.ts';
import type { NotificationsDeps } from '../deps.ts';
import { addActs } from './add-acts.ts';
import { noteGone } from './still-there.ts';
import { removeSource, removeSubject } from './take-back.ts';
import { tellOfMessage } from './tell-of-message.ts';

type RoomChange = EventPayload<'room.changed.v1'>;

/** Follows a change of a room, in the surrounding reaction. */
export async function followRoom(deps: NotificationsDeps, change: RoomChange): Promise<void> {
  const { roomId, activity, messageId, userId, isEnded } = change;
  if (activity === 'MESSAGE_ADDED') await tellLater(deps, change);
  if (activity === 'READ_MOVED' && userId !== null && messageId !== null)
    await markRead(deps, { recipientId: userId, roomId, upTo: messageId });
  if (activity === 'MEMBERSHIP_CHANGED' && userId !== null) {
    if (isEnded) await removeSubject(deps, roomId, [userId]);
    else await removeInvite(deps, roomId, userId);
  }
  if (activity === 'MESSAGE_CHANGED' && isEnded && messageId !== null) {
    await noteGone(deps, messageId);
    await removeSource(deps, messageId);
  }
}

/** Tells somebody that they are invited to a room. */
export async function tellOfInvite(
  deps: NotificationsDeps,
  { roomId, userId: recipientId, invitedById: actorId }: EventPayload<'room.invited.v1'>,
): Promise<void> {
  await addActs(deps, { recipientId, kind: 'ROOM_INVITE', subjectId: roomId }, [{ actorId, sourceId: `invite/${roomId}/${recipientId}` }]);
}

async function tellLater(deps: NotificationsDeps, { roomId, kind, messageId, userId, recipientIds }: RoomChange): Promise<void> {
  if (messageId === null || userId === null || recipientIds.length === 0) return;
  const about = { messageId, roomId, authorId: userId, recipientIds };
  const data = { ...about, kind: kind === 'DIRECT' ? ('ROOM_MESSAGE' as const) : ('ROOM_MENTION' as const) };
  await deps.enqueue(tellOfMessage, data, { id: `tell-of-message/${messageId}` });
}

/** What was read in the room is read here, and on the recipient's other devices. Messages behind the marker stay unread. */
async function markRead(
  { models, clock }: NotificationsDeps,
  { recipientId, roomId, upTo }: { recipientId: string; roomId: string; upTo: string },
): Promise<void> {
  const shard = shardOf(recipientId);
  const where = { recipientId, shard, kind: { $in: ['ROOM_MESSAGE', 'ROOM_MENTION'] }, subjectId: roomId, readAt: null } as const;
  for (const { _id: groupId } of await models.groups.find(where, { _id: 1 }).lean()) {
    const acts = await models.acts.find({ groupId, shard }, { sourceIds: 1 }).lean();
    if (acts.some(({ sourceIds }) => sourceIds.some((messageId) => messageId > upTo))) continue;
    await models.groups.updateOne({ _id: groupId, shard }, { $set: { readAt: clock() } });
    await models.deliveries.updateMany({ groupId, shard, recipientId, readAt: null }, { $set: { readAt: clock() } });
  }
}

async function removeInvite({ models }: NotificationsDeps, roomId: string, recipientId: string): Promise<void> {
  await models.groups.deleteMany({ recipientId, shard: shardOf(recipientId), kind: 'ROOM_INVITE', subjectId: roomId });
}
