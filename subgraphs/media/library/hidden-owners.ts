/** Accounts whose files are not served: suspended ones, and deleted ones whose files are not removed yet. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { MediaDeps } from '../deps.ts';
import { hideFiles } from './hide-files.ts';
import type { HiddenOwnerRecord } from '../model.ts';
import { isOfNews } from './of-news.ts';

/**
 * Hides the files of an account, or shows them again (null), in the surrounding transaction. A deleted account stays
 * hidden.
 */
export async function setHidden(
  deps: MediaDeps,
  ownerId: string,
  { why, eventId }: { why: HiddenOwnerRecord['why'] | null; eventId: string },
): Promise<void> {
  const { hiddenOwners } = deps.models;
  if (why === null) await hiddenOwners.deleteOne({ ...byId(ownerId), why: 'suspended' });
  else await hiddenOwners.updateOne({ _id: ownerId, shard: shardOf(ownerId) }, { $set: { why } }, { upsert: true });
  // The files of a deleted account are removed anyway. This service checks `isHidden` with each request for its own
  // files.
  if (deps.parts.storage.setHidden && why !== 'deleted')
    await deps.enqueue(hideFiles, { ownerId, after: null }, { id: `hide-files/${eventId}` });
}

/** Whether the files of an account are hidden. */
export async function isHidden({ models }: MediaDeps, ownerId: string): Promise<boolean> {
  return (await models.hiddenOwners.exists(byId(ownerId))) !== null;
}

/** Whether a file may be served: the key is its media's, and the media is there, and its owner is neither deleted nor hidden, unless an article holds it. */
export async function maySend(deps: MediaDeps, { mediaId, key }: { mediaId: string; key: string }): Promise<boolean> {
  const where = { ...byId(mediaId), key, state: { $ne: 'DELETED' } } as const;
  const media = await deps.models.media.findOne(where, { ownerId: 1, attachedTo: 1 }).lean();
  return media !== null && (isOfNews(media) || !(await isHidden(deps, media.ownerId)));
}
