/** Finds and repairs inconsistencies: after lost disks, restored backups, or a fault of ours. */
import { byId, byIds, isId } from '#lib/db/ids.ts';
import { hasPendingJob } from '#lib/jobs/records.ts';
import type { MediaDeps } from '../deps.ts';
import type { MediaRecord, OrphanRecord, RenditionRecord } from '../model.ts';
import { isHidden } from '../library/hidden-owners.ts';
import { failMedia } from '../renditions/settle-renditions.ts';

export type Orphan = Pick<OrphanRecord, '_id' | 'kind'>;

/** Younger files may belong to work in progress. */
const minAgeMs = 24 * 60 * 60 * 1000;
const chunkSize = 200;

/** Files of media that no record knows; READY media that lacks files; media that nothing works on any more. */
export async function* findOrphans(deps: MediaDeps): AsyncGenerator<Orphan, void, void> {
  const before = new Date(deps.clock().getTime() - minAgeMs);
  for (const [kind, ids] of [
    ['files without a record', findFiles(deps, before)],
    ['record without its files', findRecords(deps, before)],
    ['unfinished', findUnfinished(deps, before)],
  ] as const) {
    for await (const _id of ids) yield { _id, kind };
  }
}

async function* findFiles({ models, parts }: MediaDeps, before: Date): AsyncGenerator<string, void, void> {
  let chunk: string[] = [];
  const unknown = async (): Promise<string[]> => {
    const known = new Set((await models.media.find(byIds(chunk), { _id: 1 }).lean()).map(({ _id }) => _id));
    return chunk.filter((mediaId) => !known.has(mediaId));
  };
  for await (const { mediaId, changedAt } of parts.storage.list()) {
    if (isId(mediaId, 'med') && changedAt < before) chunk.push(mediaId);
    if (chunk.length < chunkSize) continue;
    yield* await unknown();
    chunk = [];
  }
  if (chunk.length > 0) yield* await unknown();
}

async function* findRecords(deps: MediaDeps, before: Date): AsyncGenerator<string, void, void> {
  for await (const media of deps.models.media.find({ state: 'READY', createdAt: { $lt: before } }).lean()) {
    const isWhole = (await keptRenditions(deps, media)).length === media.renditions.length;
    // Files at Cloudinary cannot be found while they are hidden.
    if (!isWhole && !(await isHidden(deps, media.ownerId))) yield media._id;
  }
}

async function* findUnfinished({ models, connection }: MediaDeps, before: Date): AsyncGenerator<string, void, void> {
  for await (const { _id } of models.media.find({ state: 'PROCESSING', createdAt: { $lt: before } }, { _id: 1 }).lean()) {
    if (!(await hasPendingJob(connection, [`make-renditions/${_id}`, `dither/${_id}`]))) yield _id;
  }
}

async function keptRenditions({ parts }: MediaDeps, { _id: mediaId, key, renditions }: MediaRecord): Promise<RenditionRecord[]> {
  const isKept = await Promise.all(renditions.map(async ({ file }) => await parts.storage.has({ mediaId, key, file })));
  return renditions.filter((_, index) => isKept[index]);
}

/**
 * Repairs an inconsistency: stray files are removed; a record keeps the files that it still has, and fails without any.
 */
export async function settleOrphan(deps: MediaDeps, { _id: mediaId, kind }: Orphan): Promise<void> {
  const media = await deps.models.media.findOne(byId(mediaId)).lean();
  if (kind === 'files without a record') {
    if (!media) await deps.parts.storage.removeAll(mediaId);
    return;
  }
  if (media?.state !== 'READY' && media?.state !== 'PROCESSING') return;
  if (kind === 'record without its files' && (await isHidden(deps, media.ownerId))) return;
  const renditions = kind === 'unfinished' ? [] : await keptRenditions(deps, media);
  await deps.transaction(async () => {
    const same = { ...byId(mediaId), state: media.state, revision: media.revision };
    if (renditions.length === 0)
      await failMedia(deps, media, kind === 'unfinished' ? 'The file could not be processed.' : 'Its files were lost.');
    else await deps.models.media.updateOne(same, { $set: { renditions, expected: renditions.length }, $inc: { revision: 1 } });
  });
}
