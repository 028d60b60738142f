import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Upload } from '#lib/uploads/upload.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { MediaDeps } from '../deps.ts';
import { formats } from '../formats/format.ts';
import { dither } from '../renditions/dither.ts';
import { countProcessing, makeBulkRenditions, makeRenditions } from '../renditions/make-renditions.ts';
import type { MediaRecord } from '../model.ts';
import { sourceFile } from '../storage/storage.ts';
import { readAltText } from '../library/alt-text.ts';
import { newMedia } from './new-media.ts';
import { asNoRoom, beginReading, type Received, removeStaging, stagingFile, writeStaging } from './staging.ts';
import { changeUse, countBytes, freeBytes, takeRoom } from './storage-use.ts';

/** Uploads of one owner in progress above which further ones are made as bulk. */
const freshAtOnce = 20;

/**
 * Receives an upload for the viewer.
 *
 * Its record is there before its first byte is written, so a crash leaves no unknown file; a refused upload leaves
 * neither.
 *
 * @throws AppError `UNSUPPORTED_MEDIA_TYPE`; `PAYLOAD_TOO_LARGE`, also for an account without room; `BAD_USER_INPUT`;
 * `SUBGRAPH_UNAVAILABLE` for a full disk.
 */
export async function uploadMedia(
  { deps, viewerId }: Pick<Reading, 'deps' | 'viewerId'>,
  { file, altText: givenText }: { file: Upload; altText?: string | null | undefined },
): Promise<MediaRecord> {
  const ownerId = requireViewer(viewerId);
  const altText = readAltText(givenText, 'altText');
  const incoming = await beginReading(await file.open(), 'file');
  const { mimeType, isVideo } = formats[incoming.format];
  const media = newMedia(deps, { ownerId, altText, mimeType, kind: isVideo ? 'VIDEO' : 'IMAGE', bytes: 0 });
  await deps.models.media.insertMany([media]);
  try {
    const willHave = takeRoom(deps, { ownerId, mediaId: media._id, field: 'file' });
    const received = await writeStaging(deps, { mediaId: media._id, incoming, field: 'file', willHave });
    return await acceptUpload(deps, media, received);
  } catch (error) {
    await discard(deps, media);
    throw asNoRoom(error);
  }
}

/**
 * Stores a file of the staging folder and schedules its renditions. @throws AppError `NOT_FOUND` when it came too late.
 */
export async function acceptUpload(deps: MediaDeps, { _id: mediaId, ownerId, key }: MediaRecord, received: Received): Promise<MediaRecord> {
  const { kind, mimeType, bytes } = received;
  await deps.parts.storage.put({ mediaId, key, file: sourceFile }, stagingFile(deps, mediaId), mimeType);
  return await changeUse(deps, ownerId, async () => {
    const change = { state: 'PROCESSING', kind, mimeType, bytes, hasSource: true, expiresAt: null, idleSince: deps.clock() } as const;
    const media = await deps.models.media
      .findOneAndUpdate({ ...byId(mediaId), state: 'RECEIVING' }, { $set: change, $inc: { revision: 1 } }, { returnDocument: 'after' })
      .lean();
    if (!media) throw new AppError('NOT_FOUND', 'The time for this upload is over.', { field: 'id' });
    await countBytes(deps, { mediaId, bytes });
    if (media.levels === null) {
      const turn = await countProcessing(deps, ownerId);
      const id = `make-renditions/${mediaId}`;
      if (turn > freshAtOnce) await deps.enqueue(makeBulkRenditions, { mediaId }, { id, turn });
      else await deps.enqueue(makeRenditions, { mediaId }, { id });
    } else await deps.enqueue(dither, { mediaId }, { id: `dither/${mediaId}` });
    return media;
  });
}

/** Removes a failed upload; the collector removes the remains of a crash. */
export async function discard(deps: MediaDeps, { _id: mediaId, ownerId }: MediaRecord): Promise<void> {
  const { matchedCount } = await deps.models.media.updateOne(
    { ...byId(mediaId), state: 'RECEIVING' },
    { $set: { expiresAt: deps.clock() } },
  );
  // It was accepted: only the answer was lost.
  if (matchedCount === 0) return;
  await removeStaging(deps, mediaId);
  await deps.parts.storage.removeAll(mediaId);
  await changeUse(deps, ownerId, async () => {
    const discarded = await deps.models.media.findOneAndDelete({ ...byId(mediaId), state: 'RECEIVING' }).lean();
    if (discarded) await freeBytes(deps, discarded);
  });
}
