/** The reconciler: tells what should not be, a day before it sets it right. */
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quarters } from '#test/harness/files/media-files.ts';
import { startSupergraph, type Person, type Supergraph } from '#test/harness/supergraph.ts';
import { reconcile } from './reconcile.ts';

let agora: Supergraph;
let owner: Person;
let rounds = 0;
const dayMs = 24 * 60 * 60 * 1000;

beforeAll(async () => {
  agora = await startSupergraph();
  owner = await agora.register();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

/** An upload of three days ago. */
async function uploadOld(): Promise<string> {
  const { data } = await agora.upload({ bytes: await quarters().jpeg().toBuffer() }, owner);
  await agora.drain();
  const { id } = data.uploadMedia;
  await agora.media.deps.models.media.updateOne({ _id: id }, { $set: { createdAt: new Date(Date.now() - 3 * dayMs) } });
  return id;
}

async function runRound(): Promise<Record<string, string>> {
  const { deps } = agora.media;
  await deps.transaction(async () => await deps.enqueue(reconcile, { round: 0 }, { id: `reconcile-test-${(rounds += 1)}` }));
  await agora.drain();
  return Object.fromEntries((await deps.models.orphans.find().lean()).map(({ _id, kind }) => [_id, kind]));
}

test('finds orphans on both sides, leaves them for a day, then sets them right and nothing else', async () => {
  const { models, parts, newId } = agora.media.deps;
  const [fine, partly, lost, stuck] = [await uploadOld(), await uploadOld(), await uploadOld(), await uploadOld()];
  const place = async (mediaId: string, file: string) => ({ mediaId, key: (await models.media.findById(mediaId).lean())?.key ?? '', file });
  await parts.storage.remove(await place(partly, 'small.webp'));
  await parts.storage.removeAll(lost);
  await models.media.updateOne({ _id: stuck }, { $set: { state: 'PROCESSING' } });
  const unknown = newId('med', owner.id);
  const folder = path.dirname(path.dirname(parts.disk?.locate({ mediaId: unknown, key: 'k', file: 'f' }) ?? ''));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'small.webp'), 'x');
  const old = new Date(Date.now() - 3 * dayMs);
  await utimes(folder, old, old);

  const found = {
    [unknown]: 'files without a record',
    [partly]: 'record without its files',
    [lost]: 'record without its files',
    [stuck]: 'unfinished',
  };
  expect(await runRound()).toEqual(found);
  // Told, and not touched: not even by a round that comes too soon.
  expect(await runRound()).toEqual(found);
  const ids = [fine, partly, lost, stuck];
  const look = async () =>
    await Promise.all(ids.map(async (id) => await models.media.findById(id, { state: 1, failure: 1, renditions: 1 }).lean()));
  expect((await look()).map((media) => media?.state)).toEqual(['READY', 'READY', 'READY', 'PROCESSING']);

  await models.orphans.updateMany({}, { $set: { foundAt: new Date(Date.now() - dayMs) } });
  await runRound();
  expect(await runRound()).toEqual({});
  const [first, second, third, fourth] = await look();
  expect(first?.renditions.map(({ file }) => file)).toContain('small.webp');
  expect(second?.state).toBe('READY');
  expect(second?.renditions.map(({ file }) => file)).not.toContain('small.webp');
  expect(third).toMatchObject({ state: 'FAILED', failure: 'Its files were lost.' });
  expect(fourth).toMatchObject({ state: 'FAILED', failure: 'The file could not be processed.' });
  const stored: string[] = [];
  for await (const { mediaId } of parts.storage.list()) stored.push(mediaId);
  expect(stored.sort()).toEqual([fine, partly].sort());
  await rm(folder, { recursive: true, force: true });
});
