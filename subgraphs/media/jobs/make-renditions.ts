import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { MediaDeps } from '../context.ts';
import type { MediaRecord } from '../model.ts';
import type { RenderResult } from '../render/task.ts';
import { renderMedia, type Rendered } from '../rules/render-media.ts';
import { nearestRendition, showRendition } from '../rules/shown.ts';
import { finishRenditions } from './finish-renditions.ts';

/** Makes what a fresh upload is shown by. It goes before all other work on images. */
export const makeRenditions = defineJob({
  name: 'media.make-renditions',
  input: z.object({ mediaId: z.string() }),
  attempts: 20,
  concurrency: availableParallelism(),
  run: async (deps: MediaDeps, { mediaId }, job) => {
    const media = await deps.models.media.findOne({ ...byId(mediaId), state: 'PROCESSING' }).lean();
    if (!media) return;
    const rendered = await renderMedia(deps, media, { kind: 'first', isBulk: false });
    await job.complete(async () => await settle(deps, media, rendered));
  },
});

/** Writes down what came of it, in the surrounding transaction; nothing when the media was deleted meanwhile. */
async function settle(deps: MediaDeps, media: MediaRecord, rendered: Rendered): Promise<void> {
  if ('failure' in rendered) await fail(deps, media, rendered.failure);
  else await becomeReady(deps, media, rendered.result);
}

async function becomeReady(deps: MediaDeps, { _id: mediaId }: MediaRecord, result: RenderResult): Promise<void> {
  const { width, height, placeholder, renditions, expected } = result;
  const change = { state: 'READY', width, height, placeholder, renditions, expected } as const;
  const ready = await deps.models.media
    .findOneAndUpdate({ ...byId(mediaId), state: 'PROCESSING' }, { $set: change, $inc: { revision: 1 } }, { returnDocument: 'after' })
    .lean();
  if (!ready) return;
  await deps.enqueue(finishRenditions, { mediaId }, { id: `finish-renditions/${mediaId}` });
  const shown = nearestRendition(ready, {});
  const { ownerId, kind, ditheredFromId, levels } = ready;
  const url = shown ? showRendition(deps, ready, shown).url : '';
  await deps.emit({
    type: 'media.ready.v1',
    subject: mediaId,
    revision: ready.revision,
    topics: [ownerId],
    payload: { mediaId, ownerId, kind, url, ditheredFromId, levels },
  });
}

async function fail(deps: MediaDeps, { _id: mediaId }: MediaRecord, reason: string): Promise<void> {
  const change = { state: 'FAILED', failure: reason, renditions: [], expected: null } as const;
  const failed = await deps.models.media
    .findOneAndUpdate({ ...byId(mediaId), state: 'PROCESSING' }, { $set: change, $inc: { revision: 1 } }, { returnDocument: 'after' })
    .lean();
  if (!failed) return;
  await deps.enqueue(finishRenditions, { mediaId }, { id: `finish-renditions/${mediaId}` });
  const { ownerId, revision } = failed;
  await deps.emit({ type: 'media.failed.v1', subject: mediaId, revision, topics: [ownerId], payload: { mediaId, ownerId, reason } });
}
