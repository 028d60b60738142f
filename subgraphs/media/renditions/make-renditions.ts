import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { RunningJob } from '#lib/jobs/job.ts';
import type { MediaDeps } from '../deps.ts';
import type { MediaRecord } from '../model.ts';
import { Crashed } from '../render/renderer.ts';
import { renderAttempts, renderMedia } from './render-media.ts';
import { settleRenditions } from './settle-renditions.ts';

const input = z.object({ mediaId: z.string() });
/** Later uploads of one account share a turn, so that counting them stays cheap. */
const mostTurns = 100;

/**
 * Makes the first renditions of a fresh upload. It goes before all other work on images. A file that ends its process, or takes
 * longer than half a minute, goes on as bulk; so do its owner's other uploads until it is settled.
 */
export const makeRenditions = defineJob({
  name: 'media.make-renditions',
  input,
  attempts: renderAttempts,
  // One more than can run: the next one waits ahead of bulk.
  concurrency: availableParallelism() + 1,
  run: async (deps: MediaDeps, { mediaId }, job) => {
    const media = await findProcessing(deps, mediaId);
    if (!media) return;
    const goOnAsBulk = async (): Promise<void> =>
      await job.complete(async () => {
        const turn = await countProcessing(deps, media.ownerId);
        await deps.enqueue(makeBulkRenditions, { mediaId }, { id: `make-bulk-renditions/${mediaId}`, turn });
      });
    if (await hasCrashed(deps, media.ownerId)) return await goOnAsBulk();
    try {
      await make(deps, media, job, { isBulk: false });
    } catch (error) {
      if (!(error instanceof Crashed)) throw error;
      deps.log.warn({ err: error, mediaId }, 'a fresh upload goes on as bulk');
      await goOnAsBulk();
    }
  },
});

/**
 * The same for many uploads of one account, and for files that take long: in a queue of its own, so that others do not wait. Its
 * accounts take turns.
 */
export const makeBulkRenditions = defineJob({
  name: 'media.make-bulk-renditions',
  input,
  attempts: renderAttempts,
  concurrency: Math.max(1, availableParallelism() - 1),
  run: async (deps: MediaDeps, { mediaId }, job) => {
    const media = await findProcessing(deps, mediaId);
    if (media) await make(deps, media, job, { isBulk: true });
  },
});

/** The number of an account's uploads whose first renditions are not made yet, at most `mostTurns`. */
export async function countProcessing({ models }: MediaDeps, ownerId: string): Promise<number> {
  return await models.media.countDocuments({ ownerId, shard: shardOf(ownerId), state: 'PROCESSING', levels: null }).limit(mostTurns);
}

async function findProcessing({ models }: MediaDeps, mediaId: string): Promise<MediaRecord | null> {
  return await models.media.findOne({ ...byId(mediaId), state: 'PROCESSING' }).lean();
}

/** Whether an account has a file that has ended a process and is not given up yet. */
async function hasCrashed({ models }: MediaDeps, ownerId: string): Promise<boolean> {
  return (await models.media.exists({ ownerId, shard: shardOf(ownerId), state: 'PROCESSING', crashes: { $gt: 0 } })) !== null;
}

async function make(deps: MediaDeps, media: MediaRecord, job: RunningJob, { isBulk }: { isBulk: boolean }): Promise<void> {
  const rendered = await renderMedia(deps, media, { kind: 'first', isBulk, isLast: job.attempt >= renderAttempts });
  await job.complete(async () => await settleRenditions(deps, media, rendered));
}
