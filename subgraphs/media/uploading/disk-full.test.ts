/** A full disk: told as such, nothing half-written shown, and over by itself once there is room. Needs to mount a small one. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { quarters } from '#test/harness/files/media-files.ts';
import { startSupergraph } from '#test/harness/supergraph.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'agora-small-disk-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder]).status === 0;

afterAll(() => {
  if (isMounted) execFileSync('umount', ['--lazy', folder]);
  rmdirSync(folder);
});

test.runIf(isMounted)('an upload is refused, renditions wait, and both go on when there is room', { timeout: 60_000 }, async () => {
  await using agora = await startSupergraph({ env: { AGORA_DATA_DIR: folder } });
  const owner = await agora.register();
  const statusOf = async (id: string): Promise<unknown> =>
    (await agora.ask('query ($id: ID!) { media(id: $id) { status renditions { name } } }', { id }, owner)).data.media;
  const small = await quarters(1400, 1000).blur(3).jpeg({ quality: 95 }).toBuffer();
  const large = Buffer.concat([small, Buffer.alloc(1_000_000)]);
  const filler = path.join(folder, 'filler');
  writeFileSync(filler, Buffer.alloc(3 * 1024 * 1024 - small.length - 60_000));

  const refused = await agora.upload({ bytes: large }, owner);
  expect(refused.errors[0]?.extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
  expect(refused.errors[0]?.message).toBe('There is no room for uploads just now.');
  expect(readdirSync(path.join(folder, 'media/staging'))).toEqual([]);
  expect(await agora.media.deps.models.media.countDocuments()).toBe(0);

  const { renderer } = agora.media.deps.parts;
  const { render } = renderer;
  let failures = 0;
  renderer.render = async (...args) => {
    const rendered = render(...args);
    rendered.catch(() => (failures += 1));
    return await rendered;
  };
  const { data } = await agora.upload({ bytes: small }, owner);
  const { id } = data.uploadMedia;
  await expect.poll(() => failures, { timeout: 20_000 }).toBeGreaterThan(1);
  expect(await statusOf(id)).toEqual({ status: 'PROCESSING', renditions: [] });
  rmSync(filler);
  await agora.drain();
  expect(await statusOf(id)).toMatchObject({ status: 'READY' });
  expect(readdirSync(path.join(folder, 'media/scratch'))).toEqual([]);
  expect((await agora.upload({ bytes: large }, owner)).errors).toEqual([]);
});
