import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { keysOf } from '#lib/db/idempotency-keys.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { RoomsDeps } from '../deps.ts';
import { takeOut } from '../members/leave-room.ts';
import { changeMessage, emptied } from '../messages/edit-message.ts';
import { dropReaction } from '../messages/react.ts';
import { AppError } from '#lib/core/errors.ts';
import { inChunks } from '#lib/jobs/in-chunks.ts';

const chunkSize = 100;

/**
 * Erases what rooms holds of a deleted account. Its messages keep their places, without author and words. Each step is one transaction; a
 * repeat goes on where it ended.
 */
export const eraseAccount = defineJob({
  name: 'rooms.erase-account',
  input: z.object({ userId: z.string() }),
  run: async (deps: RoomsDeps, { userId }, job) => {
    const { models } = deps;
    const own = { userId, shard: shardOf(userId) };
    await inChunks(
      async () => await models.memberships.find(own).limit(chunkSize).lean(),
      async ({ roomId }) => await takeOut(deps, roomId, userId),
    );
    await inChunks(
      async () => await models.messages.find({ authorId: userId }).limit(chunkSize).lean(),
      async (message) => {
        const erase = async () => ({ set: { ...(await emptied(deps, message)).set, authorId: null } });
        await unlessGone(
          async () => await changeMessage(deps, message, erase),
          async () => void (await models.messages.deleteOne(byId(message._id))),
        );
      },
    );
    await inChunks(
      async () => await models.reactions.find({ userId }).limit(chunkSize).lean(),
      async (reaction) => {
        const message = await models.messages.findOne(byId(reaction.messageId)).lean();
        const drop = async (): Promise<void> => void (await models.reactions.deleteOne({ _id: reaction._id, shard: reaction.shard }));
        if (!message) return await drop();
        await unlessGone(async () => await changeMessage(deps, message, async (now) => await dropReaction(deps, now, reaction)), drop);
      },
    );
    await inChunks(
      async () => await models.messages.find({ mentionIds: userId }).limit(chunkSize).lean(),
      async ({ _id, shard, mentionIds, mentionNames }) => {
        const at = mentionIds.indexOf(userId);
        const set = { mentionIds: mentionIds.toSpliced(at, 1), mentionNames: mentionNames.toSpliced(at, 1) };
        // An edit made meanwhile is not overwritten: the next pass finds the message again.
        await models.messages.updateOne({ _id, shard, mentionNames }, { $set: set });
      },
    );
    await models.rooms.updateMany({ createdById: userId }, { $set: { createdById: null } });
    await models.invites.deleteMany(own);
    await models.invites.deleteMany({ invitedById: userId });
    await models.bans.deleteMany({ userId });
    await models.following.deleteMany({ followerId: userId, shard: own.shard });
    await models.following.deleteMany({ followeeId: userId });
    await models.roomKeys.deleteMany(keysOf(userId));
    await models.accounts.deleteOne(byId(userId));
    await job.complete(async () => await deps.emit({ type: 'account.erased.v1', subject: userId, revision: 1, payload: { userId } }));
  },
});

/** Changes a message; where its room is gone, the remains go at once. */
async function unlessGone(change: () => Promise<unknown>, drop: () => Promise<void>): Promise<void> {
  try {
    await change();
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'NOT_FOUND')) throw error;
    await drop();
  }
}
