import { z } from 'zod';
import { shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { NotificationsDeps } from '../deps.ts';
import { countOut } from './take-back.ts';

const chunkSize = 100;

/** Takes what somebody did out of another's notifications, once one of the two blocks the other. A repeat goes on where it ended. */
export const forgetActor = defineJob({
  name: 'notifications.forget-actor',
  input: z.object({ recipientId: z.string(), actorId: z.string() }),
  run: async (deps: NotificationsDeps, { recipientId, actorId }) => {
    const filter = { actorId, recipientId, shard: shardOf(recipientId), 'sourceIds.0': { $exists: true } };
    for (let isDone = false; !isDone; ) {
      await deps.transaction(async () => {
        const acts = await deps.models.acts.find(filter).limit(chunkSize).lean();
        isDone = acts.length < chunkSize;
        for (const act of acts) {
          await deps.models.acts.updateOne({ _id: act._id, shard: act.shard }, { $set: { sourceIds: [] } });
          await countOut(deps, act);
        }
      });
    }
  },
});
