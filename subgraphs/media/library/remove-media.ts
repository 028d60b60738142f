import { byId } from '#lib/db/ids.ts';
import type { MediaDeps } from '../deps.ts';
import { deleteFiles } from '../cleaning/delete-files.ts';
import type { MediaRecord } from '../model.ts';
import { freeBytes } from '../uploading/storage-use.ts';

/**
 * Removes a media in the surrounding transaction: it is hidden at once, and a job removes its files.
 *
 * @param where - The condition under which it is removed; otherwise nothing happens.
 * @returns Whether it was removed now.
 */
export async function removeMedia(deps: MediaDeps, mediaId: string, where: object = {}): Promise<boolean> {
  const media: MediaRecord | null = await deps.models.media
    .findOneAndUpdate(
      { ...byId(mediaId), state: { $ne: 'DELETED' }, ...where },
      { $set: { state: 'DELETED', attachedTo: null, claimedAt: null, idleSince: null, expiresAt: null }, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    )
    .lean();
  if (!media) return false;
  await freeBytes(deps, media);
  await deps.enqueue(deleteFiles, { mediaId, what: 'all' }, { id: `delete/${mediaId}` });
  const payload = { mediaId, ownerId: media.ownerId };
  await deps.emit({ type: 'media.deleted.v1', subject: mediaId, revision: media.revision, topics: [media.ownerId], payload });
  return true;
}
