/** Accounts whose files are served to nobody: suspended ones, and deleted ones whose files are still to go. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { MediaDeps } from '../deps.ts';
import { hideFiles } from './hide-files.ts';
import type { HiddenOwnerRecord } from '../model.ts';

/** Hides the files of an account, or shows them again (null), in the surrounding transaction. Who is deleted stays hidden. */
export async function setHidden(
  deps: MediaDeps,
  ownerId: string,
  { why, eventId }: { why: HiddenOwnerRecord['why'] | null; eventId: string },
): Promise<void> {
  const { hiddenOwners } = deps.models;
  if (why === null) await hiddenOwners.deleteOne({ ...byId(ownerId), why: 'suspended' });
  else await hiddenOwners.updateOne({ _id: ownerId, shard: shardOf(ownerId) }, { $set: { why } }, { upsert: true });
  // Of what is deleted the files go by themselves. What this service serves it asks for with each request.
  if (deps.parts.storage.setHidden && why !== 'deleted')
    await deps.enqueue(hideFiles, { ownerId, after: null }, { id: `hide-files/${eventId}` });
}

/** Whether the files of an account are served to nobody. */
export async function isHidden({ models }: MediaDeps, ownerId: string): Promise<boolean> {
  return (await models.hiddenOwners.exists(byId(ownerId))) !== null;
}

/** Whether a file is to be served: the key is its media's, which is not deleted, nor is its owner hidden. */
export async function maySend(deps: MediaDeps, { mediaId, key }: { mediaId: string; key: string }): Promise<boolean> {
  const where = { ...byId(mediaId), key, state: { $ne: 'DELETED' } } as const;
  const media = await deps.models.media.findOne(where, { ownerId: 1 }).lean();
  return media !== null && !(await isHidden(deps, media.ownerId));
}
