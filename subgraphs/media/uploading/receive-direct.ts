/**
 * Receives uploads at an address of this service: checks its signature and writes the bytes into the staging folder.
 */
import { randomUUID, timingSafeEqual } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/core/errors.ts';
import type { MediaDeps } from '../deps.ts';
import { isHidden } from '../library/hidden-owners.ts';
import { signUpload } from './sign-upload.ts';
import { beginReading, stagingFile, writeStaging } from './staging.ts';

export interface DirectReceipt {
  mediaId: string;
  expires: string;
  signature: string;
  body: Readable;
}

/**
 * Takes the bytes of an upload; sent again, they take the place of the earlier ones. A sending that is still under way is cut
 * off: the account's quota counts an upload once, but each sending fills the disk.
 *
 * @throws AppError `FORBIDDEN` for an address that is forged or expired; the errors of `writeStaging`.
 */
export async function receiveDirect(deps: MediaDeps, { mediaId, expires, signature, body }: DirectReceipt): Promise<void> {
  const refusal = new AppError('FORBIDDEN', 'This address is not, or no longer, good.');
  const expected = Buffer.from(signUpload(deps.config.AGORA_IDENTITY_SECRET, mediaId, Number(expires)));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected) || Number(expires) < deps.clock().getTime()) throw refusal;
  const media = await deps.models.media.findOne({ ...byId(mediaId), state: 'RECEIVING' }).lean();
  if (!media || (await isHidden(deps, media.ownerId))) throw refusal;
  const part = `${mediaId}-${randomUUID()}`;
  const { arriving } = deps.parts;
  arriving.get(mediaId)?.destroy();
  arriving.set(mediaId, body);
  try {
    const incoming = await beginReading(body, 'file');
    await writeStaging(deps, { mediaId: part, incoming, field: 'file', maxBytes: media.bytes });
    await rename(stagingFile(deps, part), stagingFile(deps, mediaId));
  } finally {
    if (arriving.get(mediaId) === body) arriving.delete(mediaId);
    await rm(stagingFile(deps, part), { force: true });
  }
}
