import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { Reading } from '../context.ts';
import type { RoomsDeps } from '../deps.ts';
import { atUser } from '../members/membership.ts';
import { requireRole } from '../reading/may.ts';
import { changeRoom, tell } from './change-room.ts';

const chunkSize = 200;
/** The members of a deleted room stay for so long: those who listen are found by them. */
const keptMs = 10_000;

/** Deletes a room at once. A job erases what was in it. @throws AppError as `requireRole`. */
export async function deleteRoom(reading: Reading, { id }: { id: string }): Promise<boolean> {
  const { deps } = reading;
  await requireRole(reading, id, ['OWNER']);
  await changeRoom(deps, id, async () => await removeRoom(deps, id));
  return true;
}

/** Removes a room, in the surrounding transaction. */
export async function removeRoom(deps: RoomsDeps, roomId: string): Promise<void> {
  const room = await deps.models.rooms.findOneAndDelete(byId(roomId)).lean();
  if (!room) return;
  await tell(deps, { ...room, revision: room.revision + 1 }, { activity: 'ROOM_DELETED' });
  const runAt = new Date(deps.clock().getTime() + keptMs);
  await deps.enqueue(eraseRoom, { roomId, kind: room.kind, revision: room.revision + 1 }, { id: `erase-room/${roomId}`, runAt });
}

/** Erases what was in a deleted room. A repeat goes on where it ended. */
export const eraseRoom = defineJob({
  name: 'rooms.erase-room',
  input: z.object({ roomId: z.string(), kind: z.enum(['PUBLIC', 'PRIVATE', 'DIRECT']), revision: z.number() }),
  run: async (deps: RoomsDeps, { roomId, kind, revision }, job) => {
    const { models } = deps;
    const own = { roomId, shard: shardOf(roomId) };
    const nextMembers = async () => await models.members.find(own, { userId: 1 }).limit(chunkSize).lean();
    for (let chunk = await nextMembers(); chunk.length > 0; chunk = await nextMembers()) {
      const ends = chunk.map(({ userId }) => atUser(roomId, userId));
      // Their inboxes hear of it when they come back, however much later that is.
      const left = { _id: roomId, kind, revision: revision + chunk.length };
      const activities = chunk.map(({ userId }) => ({ activity: 'MEMBERSHIP_CHANGED' as const, userId, isEnded: true }));
      await deps.transaction(async () => await tell(deps, left, ...activities));
      await models.memberships.deleteMany({
        _id: { $in: ends.map(({ _id }) => _id) },
        shard: { $in: [...new Set(ends.map(({ shard }) => shard))] },
      });
      await models.members.deleteMany({ _id: { $in: chunk.map(({ _id }) => _id) }, shard: own.shard });
    }
    const nextMessages = async () => await models.messages.find(own, { authorId: 1, mediaIds: 1 }).limit(chunkSize).lean();
    for (let chunk = await nextMessages(); chunk.length > 0; chunk = await nextMessages()) {
      const ids = chunk.map(({ _id }) => _id);
      const withMedia = chunk.filter(({ mediaIds }) => mediaIds.length > 0);
      const ends = withMedia.map(({ _id: messageId, mediaIds }) => ({
        activity: 'MESSAGE_CHANGED' as const,
        messageId,
        mediaIds,
        isEnded: true,
      }));
      if (ends.length > 0)
        await deps.transaction(async () => await tell(deps, { _id: roomId, kind, revision: revision + ends.length }, ...ends));
      await models.reactions.deleteMany({ messageId: { $in: ids }, shard: own.shard });
      await models.messages.deleteMany({ _id: { $in: ids }, shard: own.shard });
    }
    await models.bans.deleteMany(own);
    await models.invites.deleteMany({ roomId });
    await models.directRooms.deleteMany(own);
    await job.complete(async () => undefined);
  },
});
