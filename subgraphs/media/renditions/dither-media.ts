import { copyFile, mkdir } from 'node:fs/promises';
import { badInput } from '#lib/core/errors.ts';
import type { Reading } from '../context.ts';
import type { MediaRecord } from '../model.ts';
import { newMedia } from '../uploading/new-media.ts';
import { asNoRoom, stagingFile } from '../uploading/staging.ts';
import { changeUse, countBytes } from '../uploading/storage-use.ts';
import { acceptUpload, discard } from '../uploading/upload-media.ts';
import { requireOwnMedia } from '../library/viewer.ts';

const minLevels = 2;
const maxLevels = 16;

/**
 * Begins a new media: the viewer's image with a few levels a channel. It is made from a copy, so either can be deleted
 * without the other.
 *
 * @throws AppError `BAD_USER_INPUT` for the levels, a video, or a media that is not READY; `NOT_FOUND`; `FORBIDDEN`;
 * `PAYLOAD_TOO_LARGE` for an account without room.
 */
export async function ditherMedia(reading: Reading, { id, levels }: { id: string; levels: number }): Promise<MediaRecord> {
  const { deps } = reading;
  if (levels < minLevels || levels > maxLevels) throw badInput('levels', `A channel has ${minLevels} to ${maxLevels} levels.`);
  const source = await requireOwnMedia(reading, id);
  if (source.kind === 'VIDEO') throw badInput('id', 'A video cannot be dithered.');
  const original = source.renditions.find(({ size, format }) => size === 'ORIGINAL' && format !== 'AVIF');
  if (source.state !== 'READY' || !original) throw badInput('id', 'Only what is READY can be dithered.');
  const { ownerId, altText, key } = source;
  const made = { kind: 'IMAGE', mimeType: 'image/png', bytes: original.bytes } as const;
  const media = newMedia(deps, { ownerId, altText, ...made, ditheredFromId: source._id, levels });
  await changeUse(deps, ownerId, async () => {
    await deps.models.media.insertMany([media]);
    await countBytes(deps, { mediaId: media._id, bytes: made.bytes, field: 'id' });
  });
  try {
    await mkdir(deps.parts.folders.staging, { recursive: true });
    const copy = stagingFile(deps, media._id);
    await deps.parts.storage.withFile({ mediaId: source._id, key, file: original.file }, async (file) => await copyFile(file, copy));
    return await acceptUpload(deps, media, made);
  } catch (error) {
    await discard(deps, media);
    throw asNoRoom(error);
  }
}
