import { byId } from '#lib/db/ids.ts';
import type { MediaDeps } from '../deps.ts';
import { finishRenditions } from './finish-renditions.ts';
import type { MediaRecord } from '../model.ts';
import type { RenderResult } from '../render/task.ts';
import type { Rendered } from './render-media.ts';
import { countBytes } from '../uploading/storage-use.ts';
import { nearestRendition, showRendition } from '../library/shown.ts';

/**
 * Records the outcome of a media's first renditions, in the surrounding transaction; nothing when it was deleted in the
 * meantime.
 */
export async function settleRenditions(deps: MediaDeps, media: MediaRecord, rendered: Rendered): Promise<void> {
  if ('failure' in rendered) return await failMedia(deps, media, rendered.failure);
  await becomeReady(deps, media, rendered.result);
  await deps.enqueue(finishRenditions, { mediaId: media._id }, { id: `finish-renditions/${media._id}` });
}

async function becomeReady(deps: MediaDeps, media: MediaRecord, result: RenderResult): Promise<void> {
  const { _id: mediaId, ownerId, kind, ditheredFromId, levels } = media;
  const { width, height, placeholder, renditions, expected } = result;
  const made = levels === null ? {} : { bytes: renditions.find(({ size }) => size === 'ORIGINAL')?.bytes ?? 0 };
  const change = { state: 'READY', width, height, placeholder, renditions, expected, ...made } as const;
  const ready = await deps.models.media
    .findOneAndUpdate({ ...byId(mediaId), state: 'PROCESSING' }, { $set: change, $inc: { revision: 1 } }, { returnDocument: 'after' })
    .lean();
  if (!ready) return;
  if (levels !== null) await countBytes(deps, { mediaId, bytes: ready.bytes });
  const shown = nearestRendition(ready, {});
  const url = shown ? showRendition(deps, ready, shown).url : '';
  const payload = { mediaId, ownerId, kind, url, ditheredFromId, levels };
  await deps.emit({ type: 'media.ready.v1', subject: mediaId, revision: ready.revision, topics: [ownerId], payload });
}

/**
 * Marks a media FAILED, in the surrounding transaction, unless it has changed in the meantime; a job removes its files.
 */
export async function failMedia(deps: MediaDeps, { _id: mediaId, ownerId, state }: MediaRecord, reason: string): Promise<void> {
  const change = { state: 'FAILED', failure: reason, renditions: [], expected: null } as const;
  const failed = await deps.models.media
    .findOneAndUpdate({ ...byId(mediaId), state }, { $set: change, $inc: { revision: 1 } }, { returnDocument: 'after' })
    .lean();
  if (!failed) return;
  await countBytes(deps, { mediaId, bytes: 0 });
  await deps.enqueue(finishRenditions, { mediaId }, { id: `finish-failed/${mediaId}` });
  const payload = { mediaId, ownerId, reason };
  await deps.emit({ type: 'media.failed.v1', subject: mediaId, revision: failed.revision, topics: [ownerId], payload });
}
