import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { MediaDeps } from '../context.ts';
import { renderMedia } from '../rules/render-media.ts';
import { settleRenditions } from '../rules/settle-renditions.ts';

/** Makes what a fresh upload is shown by. It goes before all other work on images. */
export const makeRenditions = defineJob({
  name: 'media.make-renditions',
  input: z.object({ mediaId: z.string() }),
  attempts: 20,
  // One more than can run: it waits where bulk waits, and goes before that.
  concurrency: availableParallelism() + 1,
  run: async (deps: MediaDeps, { mediaId }, job) => {
    const media = await deps.models.media.findOne({ ...byId(mediaId), state: 'PROCESSING' }).lean();
    if (!media) return;
    const rendered = await renderMedia(deps, media, { kind: 'first', isBulk: false });
    await job.complete(async () => await settleRenditions(deps, media, rendered));
  },
});
