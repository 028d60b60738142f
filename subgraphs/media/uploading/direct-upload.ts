/** Uploads that the client sends to a signed address: begun here, then verified by the bytes received. */
import { open } from 'node:fs/promises';
import { byId, isId, shardOf } from '#lib/db/ids.ts';
import { checkKey, findKey, keepKey } from '#lib/db/idempotency-keys.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import { checkLength } from '#lib/text/check-length.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { MediaDeps } from '../deps.ts';
import { formatCalled, formats, sniffedBytes } from '../formats/format.ts';
import type { MediaRecord } from '../model.ts';
import { type DirectUpload, sourceFile } from '../storage/storage.ts';
import { readAltText } from '../library/alt-text.ts';
import { newMedia } from './new-media.ts';
import { asNoRoom, inspectStaging, type Received, removeStaging, requireFormat, stagingFile } from './staging.ts';
import { changeUse, reserveRoom } from './storage-use.ts';
import { acceptUpload } from './upload-media.ts';

export interface CreateUploadInput {
  filename: string;
  mimeType: string;
  bytes: number;
  altText?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}

const maxNameLength = 255;

/**
 * Begins a direct upload for the viewer.
 *
 * @throws AppError `BAD_USER_INPUT`, `UNSUPPORTED_MEDIA_TYPE`; `PAYLOAD_TOO_LARGE`, also for an account without room;
 * `CONFLICT` for a key used with other input.
 */
export async function createUpload(
  { deps, viewerId }: Pick<Reading, 'deps' | 'viewerId'>,
  input: CreateUploadInput,
): Promise<DirectUpload & { id: string; expiresAt: Date }> {
  const ownerId = requireViewer(viewerId);
  const altText = readAltText(input.altText, 'input.altText');
  const { mimeType, bytes, idempotencyKey: key } = input;
  const called = formatCalled(mimeType);
  const format = called && formats[called];
  if (!format) throw new AppError('UNSUPPORTED_MEDIA_TYPE', `${mimeType.slice(0, 50)} is not taken.`, { field: 'input.mimeType' });
  if (bytes < 1) throw badInput('input.bytes', 'A file has a byte at least.');
  if (bytes > format.maxBytes)
    throw new AppError('PAYLOAD_TOO_LARGE', `This file may have ${format.maxBytes.toLocaleString('en')} bytes at most.`, {
      field: 'input.bytes',
    });
  checkLength(input.filename, 'input.filename', { min: 0, max: maxNameLength });
  checkKey(key);
  const kind = format.isVideo ? 'VIDEO' : 'IMAGE';
  const begun = newMedia(deps, { ownerId, altText, kind, mimeType: format.mimeType, bytes });
  const media = await changeUse(deps, ownerId, async () => await beginOnce(deps, begun, input));
  const expiresAt = media.expiresAt ?? deps.clock();
  const { _id: id, key: fileKey } = media;
  const direct = await deps.parts.storage.directUpload(
    { mediaId: id, key: fileKey, file: sourceFile },
    { bytes, mimeType: media.mimeType, expiresAt },
  );
  return { id, expiresAt, ...direct };
}

/** Records a new upload, or finds the one that was begun with the same key. */
async function beginOnce(deps: MediaDeps, begun: MediaRecord, input: CreateUploadInput): Promise<MediaRecord> {
  const { models, clock } = deps;
  const { idempotencyKey: key, filename, mimeType, bytes, altText } = input;
  const { ownerId, _id: mediaId } = begun;
  if (key != null) {
    const keyDeps = { keys: models.uploadKeys, clock };
    const use = { ownerId, key, input: [filename, mimeType, bytes, altText ?? ''] };
    const known = await findKey<{ mediaId: string }>(keyDeps, use, 'upload');
    const earlier = known && (await models.media.findOne({ ...byId(known.mediaId), state: { $ne: 'DELETED' } }).lean());
    if (earlier) return earlier;
    await keepKey(keyDeps, use, { mediaId });
  }
  await models.media.insertMany([begun]);
  await reserveRoom(deps, { ownerId, mediaId, bytes: begun.bytes, reserved: 0, field: 'input.bytes' });
  return begun;
}

/**
 * Completes the viewer's upload with the bytes received; a repeat returns the same media.
 *
 * @throws AppError `NOT_FOUND`, also after its deadline; `BAD_USER_INPUT` when the bytes are missing or differ from the
 * announcement.
 */
export async function completeUpload({ deps, viewerId }: Pick<Reading, 'deps' | 'viewerId'>, { id }: { id: string }): Promise<MediaRecord> {
  const ownerId = requireViewer(viewerId);
  if (!isId(id, 'med')) throw badInput('id', 'id is no id of a media.');
  // Two at once would move each other's files while they are inspected.
  return await inTurn(deps.connection, `complete-upload/${id}`, async () => await complete(deps, ownerId, id));
}

async function complete(deps: MediaDeps, ownerId: string, id: string): Promise<MediaRecord> {
  const find = async (): Promise<MediaRecord> => {
    const media = await deps.models.media.findOne({ _id: id, shard: shardOf(id), ownerId, state: { $ne: 'DELETED' } }).lean();
    if (!media) throw new AppError('NOT_FOUND', 'There is no such upload.', { field: 'id' });
    return media;
  };
  const media = await find();
  if (media.state !== 'RECEIVING') return media;
  try {
    const received = await verify(deps, media);
    return await acceptUpload(deps, media, received);
  } catch (error) {
    // The same request, repeated, may have been quicker.
    const now = await find();
    if (now.state !== 'RECEIVING') return now;
    if (isGone(error)) throw new AppError('CONFLICT', 'It is being completed just now.', { field: 'id' });
    if (error instanceof AppError && error.code === 'BAD_USER_INPUT') await removeStaging(deps, id);
    throw asNoRoom(error);
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/**
 * Inspects the received bytes. @throws AppError `BAD_USER_INPUT` when they are missing or differ from the announcement.
 */
async function verify(deps: MediaDeps, { _id: mediaId, key, mimeType, bytes }: MediaRecord): Promise<Received> {
  const isThere = await deps.parts.storage.collectUpload({ mediaId, key, file: sourceFile }, stagingFile(deps, mediaId));
  if (!isThere) throw new AppError('BAD_USER_INPUT', 'Nothing has come yet.', { field: 'id' });
  await using file = await open(stagingFile(deps, mediaId), 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0);
  const received = await inspectStaging(deps, mediaId, requireFormat(buffer.subarray(0, bytesRead), 'id'));
  if (received.mimeType !== mimeType) throw badInput('id', `What came is ${received.mimeType}, not ${mimeType}.`);
  if (received.bytes !== bytes) throw badInput('id', `What came has ${received.bytes} bytes, not ${bytes}.`);
  return received;
}
