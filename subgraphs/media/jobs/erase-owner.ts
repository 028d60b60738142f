import { z } from 'zod';
import { shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { MediaDeps } from '../context.ts';
import { removeMedia } from '../rules/remove-media.ts';

const chunkSize = 100;

/** Removes all media of a deleted account. Each step is whole by itself; a repeat goes on where it ended. */
export const eraseOwner = defineJob({
  name: 'media.erase-owner',
  input: z.object({ ownerId: z.string() }),
  run: async (deps: MediaDeps, { ownerId }) => {
    for (;;) {
      const chunk = await deps.models.media
        .find({ ownerId, shard: shardOf(ownerId), state: { $ne: 'DELETED' } }, { _id: 1 })
        .limit(chunkSize)
        .lean();
      for (const { _id } of chunk) await deps.transaction(async () => void (await removeMedia(deps, _id)));
      if (chunk.length < chunkSize) break;
    }
    await deps.models.uploadKeys.deleteMany({ _id: { $gte: `${ownerId}/`, $lt: `${ownerId}0` }, shard: shardOf(ownerId) });
  },
});
