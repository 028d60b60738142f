import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { Job } from '#lib/jobs/job.ts';
import { notOfNews } from './of-news.ts';
import type { MediaDeps } from '../deps.ts';

const mediaPerRun = 100;
const input = z.object({ ownerId: z.string(), after: z.string().nullable() });

/**
 * Hides an account's files at Cloudinary, or shows them again, in as many runs as it takes. Each media follows the
 * decision of the moment, so the later of two concurrent decisions holds.
 */
export const hideFiles: Job<z.infer<typeof input>> = defineJob({
  name: 'media.hide-files',
  input,
  attempts: 20,
  concurrency: 1,
  run: async (deps: MediaDeps, { ownerId, after }, job) => {
    const { models, parts } = deps;
    const own = {
      ownerId,
      shard: shardOf(ownerId),
      state: 'READY',
      ...notOfNews,
      ...(after !== null && { _id: { $gt: after } }),
    } as const;
    const chunk = await models.media.find(own).sort({ _id: 1 }).limit(mediaPerRun).lean();
    for (const { _id: mediaId, key, renditions } of chunk) {
      const isHidden = (await models.hiddenOwners.exists(byId(ownerId))) !== null;
      for (const { file } of renditions) await parts.storage.setHidden?.({ mediaId, key, file }, isHidden);
    }
    const last = chunk.length < mediaPerRun ? undefined : chunk.at(-1);
    await job.complete(async () => {
      if (last) await deps.enqueue(hideFiles, { ownerId, after: last._id }, { id: `${job.id}/${last._id}` });
    });
  },
});
