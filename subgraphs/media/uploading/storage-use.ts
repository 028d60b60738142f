/**
 * The part of its quota that an account's media takes. Each media records the bytes counted for it (`countedBytes`),
 * which change in one transaction with the sum, so a crash leaves no difference. Uploads count from before they are
 * written until they are deleted.
 */
import { byId, shardOf } from '#lib/db/ids.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import { AppError } from '#lib/core/errors.ts';
import type { MediaDeps } from '../deps.ts';
import type { MediaRecord } from '../model.ts';

/**
 * An upload of unknown size reserves room ahead in steps of this size, or of a quarter of the bytes received; in small
 * steps at its end.
 */
const stepBytes = 4_000_000;
const lastStepBytes = 250_000;

export interface StorageUse {
  usedBytes: number;
  quotaBytes: number;
  fileCount: number;
  fileQuota: number;
}

/** An account's use and its quota. */
export async function readStorageUse({ models, config }: MediaDeps, ownerId: string): Promise<StorageUse> {
  const use = await models.storageUse.findOne(byId(ownerId)).lean();
  const { AGORA_STORAGE_QUOTA_BYTES: quotaBytes, AGORA_STORAGE_QUOTA_FILES: fileQuota } = config;
  return { usedBytes: use?.usedBytes ?? 0, quotaBytes, fileCount: use?.fileCount ?? 0, fileQuota };
}

/**
 * Runs a transaction that changes an account's sum, after the others of this process for the account: uploads that come at
 * once would spend their time on each other's conflicts, and be refused for it.
 */
export async function changeUse<Result>(deps: MediaDeps, ownerId: string, work: () => Promise<Result>): Promise<Result> {
  return await inTurn(deps.connection, turnOf(ownerId), async () => await deps.transaction(work));
}

function turnOf(ownerId: string): string {
  return `storage/${ownerId}`;
}

interface Counting {
  mediaId: string;
  /** The bytes counted for the media from now on; 0 frees its room. */
  bytes: number;
  /** The argument that a refusal names; without one nothing is refused. */
  field?: string;
}

/**
 * Counts a number of bytes for a media, in place of the number before.
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
  throw noRoom(config, field);
}

function noRoom({ AGORA_STORAGE_QUOTA_BYTES: bytes, AGORA_STORAGE_QUOTA_FILES: files }: MediaDeps['config'], field?: string): AppError {
  const most = `${bytes.toLocaleString('en')} bytes in ${files.toLocaleString('en')} files`;
  const details = field === undefined ? {} : { field };
  return new AppError('PAYLOAD_TOO_LARGE', `There is no room for this: an account may have ${most}. Delete media first.`, details);
}

interface Reservation extends Required<Counting> {
  ownerId: string;
  /** The bytes that the media has reserved before. */
  reserved: number;
}

/**
 * Reserves room for an upload, in place of what it reserved before. A full account is refused by one read, so that a burst of
 * its uploads costs little.
 *
 * @throws AppError `PAYLOAD_TOO_LARGE` when the account has no room for them.
 */
export async function reserveRoom(deps: MediaDeps, { ownerId, mediaId, bytes, reserved, field }: Reservation): Promise<void> {
  await inTurn(deps.connection, turnOf(ownerId), async () => {
    const { usedBytes, quotaBytes, fileCount, fileQuota } = await readStorageUse(deps, ownerId);
    const hasRoom = usedBytes + bytes - reserved <= quotaBytes && (reserved > 0 || fileCount < fileQuota);
    if (!hasRoom) throw noRoom(deps.config, field);
    await countBytes(deps, { mediaId, bytes, field });
  });
}

/** Reserves room for an upload ahead of its bytes. @returns A function to call with the number of bytes to come. */
export function takeRoom(
  deps: MediaDeps,
  { ownerId, mediaId, field }: { ownerId: string; mediaId: string; field: string },
): (bytes: number) => Promise<void> {
  let taken = 0;
  const take = async (bytes: number): Promise<void> => {
    await reserveRoom(deps, { ownerId, mediaId, bytes, reserved: taken, field });
    taken = bytes;
  };
  return async (bytes) => {
    if (bytes <= taken) return;
    // A small upload that comes at once reserves no more than it needs.
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
