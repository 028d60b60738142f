import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { MediaDeps } from '../deps.ts';
import { removeStaging } from '../uploading/staging.ts';
import { sourceFile } from '../storage/storage.ts';

/** Longer than a worker can still write renditions that it was making at the deletion. */
const againAfterMs = 15 * 60 * 1000;

/**
 * Removes files. `source`: the upload, once nothing more is made of it. `all`: all files of a deleted media. `rest`, a
 * while later: files that were still being written at the deletion, and the record, which vouches for such files until
 * then.
 */
export const deleteFiles = defineJob({
  name: 'media.delete',
  input: z.object({ mediaId: z.string(), what: z.enum(['source', 'all', 'rest']) }),
  attempts: 20,
  run: async (deps: MediaDeps, { mediaId, what }, job) => {
    const { models, parts, clock } = deps;
    const media = await models.media.findOne(byId(mediaId)).lean();
    if (!media) return;
    if (what === 'source') return await parts.storage.remove({ mediaId, key: media.key, file: sourceFile });
    if (media.state !== 'DELETED') return;
    await removeStaging(deps, mediaId);
    await parts.storage.removeAll(mediaId);
    await job.complete(async () => {
      if (what === 'rest') await models.media.deleteOne({ ...byId(mediaId), state: 'DELETED' });
      else {
        const runAt = new Date(clock().getTime() + againAfterMs);
        await deps.enqueue(deleteFiles, { mediaId, what: 'rest' }, { id: `delete-rest/${mediaId}`, runAt });
      }
    });
  },
});
