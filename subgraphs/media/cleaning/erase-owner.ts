import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { keysOf } from '#lib/db/idempotency-keys.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { Job } from '#lib/jobs/job.ts';
import type { MediaDeps } from '../deps.ts';
import { notOfNews } from '../library/of-news.ts';
import { removeMedia } from '../library/remove-media.ts';

const chunkSize = 100;
/** Files that were being made at the deletion go a quarter of an hour later: `delete-files.ts`. */
const filesLookMs = 60_000;

const input = z.object({ ownerId: z.string(), round: z.number().int().positive().default(1) });

/**
 * Removes the media of a deleted account, and reports when their files are gone too. Each step is atomic; a repeat goes
 * on where the last run ended.
 */
export const eraseOwner: Job<z.infer<typeof input>> = defineJob({
  name: 'media.erase-owner',
  input,
  run: async (deps: MediaDeps, { ownerId, round }, job) => {
    // What an article holds stays with it: articles outlive their authors.
    const own = { ownerId, shard: shardOf(ownerId), ...notOfNews };
    for (;;) {
      const chunk = await deps.models.media
        .find({ ...own, state: { $ne: 'DELETED' } }, { _id: 1 })
        .limit(chunkSize)
        .lean();
      for (const { _id } of chunk) await deps.transaction(async () => void (await removeMedia(deps, _id)));
      if (chunk.length < chunkSize) break;
    }
    await deps.models.uploadKeys.deleteMany(keysOf(ownerId));
    await job.complete(async () => {
      if (await deps.models.media.exists(own)) {
        const runAt = new Date(deps.clock().getTime() + filesLookMs);
        await deps.enqueue(eraseOwner, { ownerId, round: round + 1 }, { id: `erase-owner/${ownerId}/${round + 1}`, runAt });
        return;
      }
      await deps.models.storageUse.deleteOne(byId(ownerId));
      await deps.models.hiddenOwners.deleteOne(byId(ownerId));
      await deps.emit({ type: 'account.erased.v1', subject: ownerId, revision: 1, payload: { userId: ownerId } });
    });
  },
});
