/**
 * How much of its quota an account's media takes. Each media tells what is counted for it (`countedBytes`), which changes in one
 * transaction with the sum: a crash leaves no difference. Counted is what was uploaded, from before it is written until it is deleted.
 */
import { byId, shardOf } from '#lib/db/ids.ts';
import { AppError } from '#lib/core/errors.ts';
import type { MediaDeps } from '../deps.ts';
import type { MediaRecord } from '../model.ts';

/** Room is taken ahead in steps of so much, or a quarter of what has come, while an upload comes whose size nobody knows yet; in small steps at its end. */
const stepBytes = 4_000_000;
const lastStepBytes = 250_000;

export interface StorageUse {
  usedBytes: number;
  quotaBytes: number;
  fileCount: number;
  fileQuota: number;
}

/** What an account has, and may have. */
export async function readStorageUse({ models, config }: MediaDeps, ownerId: string): Promise<StorageUse> {
  const use = await models.storageUse.findOne(byId(ownerId)).lean();
  const { AGORA_STORAGE_QUOTA_BYTES: quotaBytes, AGORA_STORAGE_QUOTA_FILES: fileQuota } = config;
  return { usedBytes: use?.usedBytes ?? 0, quotaBytes, fileCount: use?.fileCount ?? 0, fileQuota };
}

interface Counting {
  mediaId: string;
  /** What is counted for the media from now on; 0 frees its room. */
  bytes: number;
  /** The argument that a refusal names; without one nothing is refused. */
  field?: string;
}

/**
 * Counts so many bytes for a media, in place of those before.
 *
 * @throws AppError `PAYLOAD_TOO_LARGE` when the account has no room for them.
 */
export async function countBytes(deps: MediaDeps, { mediaId, bytes, field }: Counting): Promise<void> {
  await deps.transaction(async () => {
    const before = await deps.models.media
      .findOneAndUpdate({ ...byId(mediaId), state: { $ne: 'DELETED' } }, { $set: { countedBytes: bytes } }, { returnDocument: 'before' })
      .lean();
    if (!before) return;
    const counted = before.countedBytes ?? 0;
    await addUse(deps, before.ownerId, { bytes: bytes - counted, files: Math.sign(bytes) - Math.sign(counted), field });
  });
}

/** Frees the room of a media that is gone, in the surrounding transaction. */
export async function freeBytes(deps: MediaDeps, { ownerId, countedBytes = 0 }: MediaRecord): Promise<void> {
  await addUse(deps, ownerId, { bytes: -countedBytes, files: -Math.sign(countedBytes) });
}

async function addUse(
  { models, config }: MediaDeps,
  ownerId: string,
  { bytes, files, field }: { bytes: number; files: number; field?: string | undefined },
): Promise<void> {
  if (bytes === 0 && files === 0) return;
  const { AGORA_STORAGE_QUOTA_BYTES: quotaBytes, AGORA_STORAGE_QUOTA_FILES: fileQuota } = config;
  const place = { _id: ownerId, shard: shardOf(ownerId) };
  await models.storageUse.updateOne(place, { $setOnInsert: { usedBytes: 0, fileCount: 0 } }, { upsert: true });
  const isFree = field === undefined || bytes <= 0;
  const room = isFree ? {} : { usedBytes: { $lte: quotaBytes - bytes }, fileCount: { $lte: fileQuota - files } };
  const { matchedCount } = await models.storageUse.updateOne({ ...place, ...room }, { $inc: { usedBytes: bytes, fileCount: files } });
  if (matchedCount > 0) return;
  const most = `${quotaBytes.toLocaleString('en')} bytes in ${fileQuota.toLocaleString('en')} files`;
  const details = field === undefined ? {} : { field };
  throw new AppError('PAYLOAD_TOO_LARGE', `There is no room for this: an account may have ${most}. Delete media first.`, details);
}

/** Takes room for an upload as it comes, ahead of its bytes. @returns To be called with how many there will be. */
export function takeRoom(deps: MediaDeps, { mediaId, field }: { mediaId: string; field: string }): (bytes: number) => Promise<void> {
  let taken = 0;
  const take = async (bytes: number): Promise<void> => {
    await countBytes(deps, { mediaId, bytes, field });
    taken = bytes;
  };
  return async (bytes) => {
    if (bytes <= taken) return;
    // What comes at once takes no more than it needs.
    if (taken === 0) return await take(bytes);
    for (const ahead of [Math.max(stepBytes, Math.ceil(bytes / 4)), lastStepBytes]) {
      try {
        return await take(bytes + ahead);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    }
    await take(bytes);
  };
}
