import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { MediaDeps } from '../deps.ts';
import { type Rendered, renderAttempts, renderMedia } from './render-media.ts';
import { deleteFiles } from '../cleaning/delete-files.ts';

/**
 * Ends the work on a media: AVIF joins the renditions of a still image, and the upload is removed, because it still
 * holds the data that renditions are cleaned of. A FAILED media keeps no file.
 */
export const finishRenditions = defineJob({
  name: 'media.finish-renditions',
  input: z.object({ mediaId: z.string() }),
  attempts: renderAttempts,
  concurrency: Math.max(1, availableParallelism() - 1),
  run: async (deps: MediaDeps, { mediaId }, job) => {
    const media = await deps.models.media.findOne({ ...byId(mediaId), state: { $in: ['READY', 'FAILED'] } }).lean();
    if (!media) return;
    const { state, kind, hasSource, levels } = media;
    let added: Rendered | null = null;
    if (state === 'FAILED') await deps.parts.storage.removeAll(mediaId);
    else if (hasSource && kind === 'IMAGE' && levels === null)
      added = await renderMedia(deps, media, { kind: 'later', isBulk: true, isLast: job.attempt >= renderAttempts });
    await job.complete(async () => {
      const renditions = [...media.renditions, ...(added && 'result' in added ? added.result.renditions : [])];
      const change = state === 'FAILED' ? { hasSource: false } : { hasSource: false, renditions, expected: renditions.length };
      await deps.models.media.updateOne({ ...byId(mediaId), state }, { $set: change, $inc: { revision: 1 } });
      await deps.enqueue(deleteFiles, { mediaId, what: 'source' }, { id: `delete-source/${mediaId}` });
    });
  },
});
