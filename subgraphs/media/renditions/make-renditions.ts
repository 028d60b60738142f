import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { RunningJob } from '#lib/jobs/job.ts';
import type { MediaDeps } from '../deps.ts';
import { renderAttempts, renderMedia } from './render-media.ts';
import { settleRenditions } from './settle-renditions.ts';

const input = z.object({ mediaId: z.string() });

/** Makes the first renditions of a fresh upload. It goes before all other work on images. */
export const makeRenditions = defineJob({
  name: 'media.make-renditions',
  input,
  attempts: renderAttempts,
  // One more than can run: the next one waits ahead of bulk.
  concurrency: availableParallelism() + 1,
  run: async (deps: MediaDeps, { mediaId }, job) => await run(deps, mediaId, job, { isBulk: false }),
});

/** The same for an owner with many uploads at once: in a queue of its own, so that other owners do not wait for it. */
export const makeBulkRenditions = defineJob({
  name: 'media.make-bulk-renditions',
  input,
  attempts: renderAttempts,
  concurrency: Math.max(1, availableParallelism() - 1),
  run: async (deps: MediaDeps, { mediaId }, job) => await run(deps, mediaId, job, { isBulk: true }),
});

async function run(deps: MediaDeps, mediaId: string, job: RunningJob, { isBulk }: { isBulk: boolean }): Promise<void> {
  const media = await deps.models.media.findOne({ ...byId(mediaId), state: 'PROCESSING' }).lean();
  if (!media) return;
  const rendered = await renderMedia(deps, media, { kind: 'first', isBulk, isLast: job.attempt >= renderAttempts });
  await job.complete(async () => await settleRenditions(deps, media, rendered));
}
