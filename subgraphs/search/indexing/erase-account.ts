import { z } from 'zod';
import { shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { SearchDeps } from '../deps.ts';
import { countTags } from './put-entries.ts';

const chunkSize = 100;

/** Removes the entries and follows of a deleted account. A repeat goes on where it ended. */
export const eraseAccount = defineJob({
  name: 'search.erase-account',
  input: z.object({ userId: z.string() }),
  run: async (deps: SearchDeps, { userId }, job) => {
    const { models } = deps;
    for (let isDone = false; !isDone; ) {
      await deps.transaction(async () => {
        const left = await models.entries.find({ authorId: userId, kind: 'POST', goneAt: null }).limit(chunkSize).lean();
        isDone = left.length < chunkSize;
        if (left.length === 0) return;
        await models.entries.deleteMany({ _id: { $in: left.map(({ _id }) => _id) } });
        for (const [generation, entries] of Map.groupBy(left, (entry) => entry.generation))
          await countTags(
            deps,
            generation,
            entries.map((entry) => [entry, null]),
          );
      });
    }
    const followees = await models.following.find({ followerId: userId, shard: shardOf(userId) }, { followeeId: 1 }).lean();
    for (const { _id, followeeId } of followees)
      await deps.transaction(async () => {
        const { deletedCount } = await models.following.deleteOne({ _id, shard: shardOf(userId) });
        if (deletedCount > 0) await models.suggestions.updateOne({ _id: `USER/${followeeId}` }, { $inc: { weight: -1 } });
      });
    await models.following.deleteMany({ followeeId: userId });
    await models.tagUses.deleteMany({ authorId: userId });
    await job.complete(async () => await deps.emit({ type: 'account.erased.v1', subject: userId, revision: 1, payload: { userId } }));
  },
});
