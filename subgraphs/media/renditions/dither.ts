import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { MediaDeps } from '../deps.ts';
import { renderAttempts, renderMedia } from './render-media.ts';
import { settleRenditions } from './settle-renditions.ts';

/** Dithers the copied image of a media. */
export const dither = defineJob({
  name: 'media.dither',
  input: z.object({ mediaId: z.string() }),
  attempts: renderAttempts,
  concurrency: Math.max(1, availableParallelism() - 1),
  run: async (deps: MediaDeps, { mediaId }, job) => {
    const media = await deps.models.media.findOne({ ...byId(mediaId), state: 'PROCESSING' }).lean();
    if (!media) return;
    const rendered = await renderMedia(deps, media, { kind: 'dither', isBulk: true, isLast: job.attempt >= renderAttempts });
    await job.complete(async () => await settleRenditions(deps, media, rendered));
  },
});
