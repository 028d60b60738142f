/** The child processes: what becomes of tasks whose process ends or hangs, and who goes first. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quarters } from '#test/harness/files/media-files.ts';
import { Refused } from './refused.ts';
import { Crashed, createRenderer } from './renderer.ts';
import type { RenderTask } from './task.ts';

let folder: string;
let task: RenderTask;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'agora-render-'));
  const source = path.join(folder, 'source');
  await writeFile(source, await quarters(3000, 2000).jpeg().toBuffer());
  task = { kind: 'first', source, format: 'JPEG', isAnimation: false, folder };
});
afterAll(async () => await rm(folder, { recursive: true }));

/** The child processes of this one that render. */
function children(): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const parent = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'latin1'))?.[1];
      const isRenderer = readFileSync(`/proc/${name}/cmdline`, 'latin1').includes('media/render/child.ts');
      return Number(parent) === process.pid && isRenderer ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

test.runIf(process.platform === 'linux')('a process that is killed fails its task alone, and is replaced', async () => {
  await using renderer = createRenderer({ processes: 2 });
  const killed = renderer.render(task, {
    isBulk: false,
    onRendition: () =>
      children()
        .slice(0, 1)
        .forEach((pid) => process.kill(pid, 'SIGKILL')),
  });
  await expect(killed).rejects.toThrow(Crashed);
  expect((await renderer.render(task, { isBulk: false })).width).toBe(3000);
});

test('a process that hangs is ended, sooner where a fresh upload waits for it', async () => {
  await using renderer = createRenderer({ processes: 1, freshMs: 1 });
  await expect(renderer.render(task, { isBulk: false })).rejects.toThrow(Crashed);
  expect((await renderer.render(task, { isBulk: true })).width).toBe(3000);
  await using impatient = createRenderer({ processes: 1, bulkMs: 1 });
  await expect(impatient.render(task, { isBulk: true })).rejects.toThrow(Crashed);
});

test('what cannot be decoded is refused, which is no crash', async () => {
  await using renderer = createRenderer({ processes: 1 });
  const source = path.join(folder, 'garbage');
  await writeFile(source, 'no image');
  await expect(renderer.render({ ...task, source }, { isBulk: false })).rejects.toThrow(Refused);
});

test('a fresh upload goes before all bulk that waits', async () => {
  await using renderer = createRenderer({ processes: 1 });
  const ended: string[] = [];
  const start = async (name: string, isBulk: boolean): Promise<void> => {
    await renderer.render(task, { isBulk });
    ended.push(name);
  };
  await Promise.all([start('bulk 1', true), start('bulk 2', true), start('bulk 3', true), start('fresh', false)]);
  expect(ended).toEqual(['bulk 1', 'fresh', 'bulk 2', 'bulk 3']);
});
