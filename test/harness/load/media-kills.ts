/** Uploads while the processes of media are killed at random moments, and what must be so afterwards. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { openEventLog } from '#lib/events/log.ts';
import type { MediaDeps } from '../../../subgraphs/media/deps.ts';
import { collectOrphans } from '../../../subgraphs/media/cleaning/collect-orphans.ts';
import { sourceFile } from '../../../subgraphs/media/storage/storage.ts';
import { createApiClient, type Client, type Person } from '../clients/client.ts';
import { openProcesses } from '../processes.ts';

export interface MediaKillsOptions {
  uploads: number;
  kills: number;
  /** The longest wait before a kill. */
  withinMs?: number;
}

export interface MediaKillsResult {
  answered: number;
  refused: number;
  kills: number;
  ready: number;
  failed: number;
  /** The violations found; empty when all is well. */
  faults: string[];
  tookMs: number;
}

const settleWithinMs = 120_000;

/**
 * Uploads until this many are answered, killing the serving process and the worker meanwhile, then checks everything.
 */
export async function killDuringUploads({ uploads, kills, withinMs = 400 }: MediaKillsOptions): Promise<MediaKillsResult> {
  const startedAt = performance.now();
  await using processes = await openProcesses();
  const [api, worker] = await Promise.all([
    processes.start('media', { role: 'api' }),
    processes.start('media', { role: 'worker' }),
    processes.start('users'),
    processes.start('posts'),
    processes.start('search'),
    processes.start('notifications'),
    processes.start('nodes'),
  ]);
  const gateway = await processes.start('gateway');
  const client = createApiClient(gateway.url);
  const owner = await client.register();
  const { media: deps, drain } = await processes.open();

  let killed = 0;
  const kill = async (): Promise<void> => {
    for (; killed < kills; killed += 1) {
      await delay(Math.random() * withinMs);
      await (Math.random() < 0.5 ? api : worker).restart();
    }
  };
  const killing = kill();
  const { answered, refused } = await uploadAll(client, owner, uploads, () => killed / kills);
  await killing;
  await drain(settleWithinMs);
  const faults = [...(await lookAtMedia(deps, answered)), ...(await lookAtFiles(deps))];

  // Uploads that were never answered are removed when their time is over.
  await deps.models.media.updateMany({ state: 'RECEIVING' }, { $set: { expiresAt: new Date(1) } });
  await deps.transaction(async () => await deps.enqueue(collectOrphans, { round: 0 }, { id: 'collect-now' }));
  await drain(settleWithinMs);
  faults.push(...(await lookAtFiles(deps)), ...(await lookForRemains(deps)));
  const states = await deps.models.media.find({ _id: { $in: answered } }, { state: 1 }).lean();
  const count = (wanted: string): number => states.filter(({ state }) => state === wanted).length;
  const tookMs = performance.now() - startedAt;
  return { answered: answered.length, refused, kills: killed, ready: count('READY'), failed: count('FAILED'), faults, tookMs };
}

/** Uploads, each until it is answered, spread over the time of the kills. */
async function uploadAll(client: Client, owner: Person, uploads: number, killedShare: () => number) {
  const bytes = await sharp({
    create: { width: 1500, height: 1000, channels: 3, background: '#777', noise: { type: 'gaussian', mean: 120, sigma: 30 } },
  })
    .jpeg({ quality: 90 })
    .toBuffer();
  const answered: string[] = [];
  let refused = 0;
  while (answered.length < uploads) {
    const { data } = await client.upload({ bytes }, owner).catch(() => ({ data: null }));
    if (data) answered.push(data.uploadMedia.id);
    else {
      refused += 1;
      await delay(50);
    }
    while (answered.length / uploads > killedShare() && killedShare() < 1) await delay(20);
  }
  return { answered, refused };
}

/** Each answered upload is READY, or FAILED with a reason, and has one event that says so. */
async function lookAtMedia({ models, connection }: MediaDeps, answered: string[]): Promise<string[]> {
  const faults: string[] = [];
  const { events } = openEventLog(connection);
  for (const mediaId of answered) {
    const media = await models.media.findById(mediaId).lean();
    const isSettled = media?.state === 'READY' || (media?.state === 'FAILED' && media.failure !== null);
    if (!isSettled) faults.push(`${mediaId} is ${media?.state ?? 'gone'}`);
    const told = await events.countDocuments({ subject: mediaId, type: { $in: ['media.ready', 'media.failed'] } });
    if (told !== 1) faults.push(`${mediaId} was told ${told} times`);
  }
  return faults;
}

/** No file without a record that vouches for it, no record without its files. */
async function lookAtFiles({ models, parts, config }: MediaDeps): Promise<string[]> {
  const faults: string[] = [];
  const root = path.join(config.AGORA_DATA_DIR, 'media/files');
  const stored = new Map<string, Set<string>>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])) {
    const mediaId = /med_\w+/.exec(entry.parentPath)?.[0];
    if (entry.isFile() && mediaId) stored.set(mediaId, (stored.get(mediaId) ?? new Set()).add(entry.name));
  }
  for (const [mediaId, files] of stored) {
    const media = await models.media.findById(mediaId).lean();
    const known = new Set([...(media?.renditions ?? []).map(({ file }) => file), ...(media?.state === 'READY' ? [] : [sourceFile])]);
    for (const file of files) if (!media || !known.has(file)) faults.push(`${mediaId}/${file} has no record`);
  }
  for (const { _id, renditions } of await models.media.find({ state: 'READY' }).lean()) {
    for (const { file } of renditions) if (!stored.get(_id)?.has(file)) faults.push(`${_id} has no ${file}`);
  }
  for (const mediaId of await readdir(parts.folders.staging).catch(() => [])) {
    if (!(await models.media.exists({ _id: mediaId }))) faults.push(`staging/${mediaId} has no record`);
  }
  return faults;
}

/** No file or record is left that no process will handle. */
async function lookForRemains({ models, parts: { folders } }: MediaDeps): Promise<string[]> {
  const lying = [...(await readdir(folders.staging).catch(() => [])), ...(await readdir(folders.scratch).catch(() => []))];
  const receiving = await models.media.find({ state: 'RECEIVING' }, { _id: 1 }).lean();
  return [...lying.map((name) => `${name} lies about`), ...receiving.map(({ _id }) => `${_id} is still RECEIVING`)];
}
