import { z } from 'zod';
import { defineJob } from '#lib/jobs/define.ts';
import type { MediaDeps } from '../deps.ts';
import { countBytes } from './storage-use.ts';

const chunkSize = 200;

/** Counts the uploads from before quotas, each media once; a repeat goes on where the last run ended. */
export const countStorage = defineJob({
  name: 'media.count-storage',
  input: z.object({}),
  concurrency: 1,
  run: async (deps: MediaDeps) => {
    const uncounted = { countedBytes: { $exists: false }, state: { $in: ['RECEIVING', 'PROCESSING', 'READY'] } } as const;
    for (let after = ''; ; ) {
      const where = { ...uncounted, _id: { $gt: after } };
      const chunk = await deps.models.media.find(where, { bytes: 1 }).sort({ _id: 1 }).limit(chunkSize).lean();
      for (const { _id: mediaId, bytes } of chunk) await countBytes(deps, { mediaId, bytes });
      if (chunk.length < chunkSize) return;
      after = chunk.at(-1)?._id ?? after;
    }
  },
});

/** Schedules it, in the surrounding transaction; once, however often it is called. */
export async function scheduleCounting(deps: MediaDeps): Promise<void> {
  await deps.enqueue(countStorage, {}, { id: 'count-storage/1' });
}
