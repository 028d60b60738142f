import { z } from 'zod';
import { shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { NotificationsDeps } from '../deps.ts';
import { countOut } from './take-back.ts';

const chunkSize = 100;

/** Takes an actor's acts out of a recipient's notifications after a block. A repeated run goes on after the last transaction. */
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
