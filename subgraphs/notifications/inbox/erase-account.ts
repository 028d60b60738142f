import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { NotificationsDeps } from '../deps.ts';
import { countOut } from './take-back.ts';
import { listDevices, removeDevices } from '../push/devices.ts';

const chunkSize = 100;

/**
 * Erases a deleted account: its notifications, devices, deliveries, and its acts in other users' notifications. A repeated run
 * goes on after the last transaction.
 */
export const eraseAccount = defineJob({
  name: 'notifications.erase-account',
  input: z.object({ userId: z.string() }),
  run: async (deps: NotificationsDeps, { userId }, job) => {
    const { models } = deps;
    const own = { recipientId: userId, shard: shardOf(userId) };
    await deps.transaction(async () => await removeDevices(deps, await listDevices(deps, userId)));
    await models.preferences.deleteOne(byId(userId));
    await models.people.deleteOne(byId(userId));
    for (let isDone = false; !isDone; ) {
      const found = await models.acts.find({ actorId: userId }, { recipientId: 1 }).limit(chunkSize).lean();
      isDone = found.length < chunkSize;
      // Those of one recipient lie on one shard.
      for (const [recipientId, own] of Map.groupBy(found, (act) => act.recipientId))
        await deps.transaction(async () => {
          const acts = await models.acts.find({ _id: { $in: own.map(({ _id }) => _id) }, shard: shardOf(recipientId) }).lean();
          for (const act of acts) {
            await models.acts.deleteOne({ _id: act._id, shard: act.shard });
            if (act.sourceIds.length > 0) await countOut(deps, act);
          }
        });
    }
    await models.groups.deleteMany(own);
    await models.acts.deleteMany(own);
    await models.deliveries.deleteMany(own);
    await models.openings.deleteMany({ _id: { $gt: `${userId}/`, $lt: `${userId}0` }, shard: own.shard });
    const pushed = await models.postPushes.find({ authorId: userId, shard: shardOf(userId) }, { _id: 1 }).lean();
    await models.pushChunks.deleteMany({ postId: { $in: pushed.map(({ _id }) => _id) }, shard: shardOf(userId) });
    await models.postPushes.deleteMany({ authorId: userId, shard: shardOf(userId) });
    await models.outbox.deleteMany({ recipientId: userId });
    await models.mailbox.deleteMany({ recipientId: userId });
    await job.complete(async () => await deps.emit({ type: 'account.erased.v1', subject: userId, revision: 1, payload: { userId } }));
  },
});
