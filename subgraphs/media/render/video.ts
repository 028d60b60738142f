/** Videos by ffmpeg, where it is installed: kept as they are but for what else the file holds, with a poster in all sizes. */
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { RenditionRecord } from '../model.ts';
import { Refused } from './refused.ts';
import { renderStill } from './still.ts';
import type { RenderResult, RenderTask } from './task.ts';

const run = promisify(execFile);
const withinMs = 60_000;

/** What ffmpeg may open: that file, as that container. A playlist that names other files or addresses is none. */
function input({ source, format }: RenderTask): string[] {
  return ['-protocol_whitelist', 'file', '-f', format === 'MP4' ? 'mov,mp4,m4a,3gp,3g2,mj2' : 'matroska,webm', '-i', source];
}

export async function renderVideo(task: RenderTask, tell: (rendition: RenditionRecord, expected: number) => void): Promise<RenderResult> {
  const { folder, format } = task;
  await requireVideo(task);
  const poster = path.join(folder, 'poster.png');
  // ffmpeg turns the poster the right way up; its size is the video's as people see it.
  await ffmpeg([...input(task), '-map', '0:v:0', '-frames:v', '1', '-f', 'image2', '-update', '1', poster]);
  const still = await renderStill({ ...task, source: poster, format: 'PNG' }, tell, { hasLater: false });
  const file = format === 'MP4' ? 'original.mp4' : 'original.webm';
  const kept = path.join(folder, file);
  const flags = format === 'MP4' ? ['-movflags', '+faststart', '-f', 'mp4'] : ['-f', 'webm'];
  await ffmpeg([
    ...input(task),
    '-map',
    '0:v:0',
    '-map',
    '0:a:0?',
    '-c',
    'copy',
    '-map_metadata',
    '-1',
    '-map_chapters',
    '-1',
    ...flags,
    kept,
  ]);
  const { size: bytes } = await stat(kept);
  const { width, height } = still;
  const video: RenditionRecord = { size: 'ORIGINAL', format: format === 'MP4' ? 'MP4' : 'WEBM', file, width, height, bytes };
  const renditions = [...still.renditions, video];
  return { ...still, renditions, expected: renditions.length };
}

const probeSchema = z.object({ streams: z.array(z.object({ width: z.number(), height: z.number() })).nonempty() });

/** @throws Refused for a file without a picture, or where there is no ffmpeg. */
async function requireVideo(task: RenderTask): Promise<void> {
  const args = ['-v', 'error', ...input(task), '-select_streams', 'v:0', '-show_entries', 'stream=width,height', '-of', 'json'];
  const { stdout } = await execute('ffprobe', args);
  if (!probeSchema.safeParse(JSON.parse(stdout)).success) throw new Refused('The video has no picture.');
}

async function ffmpeg(args: string[]): Promise<void> {
  await execute('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-threads', '1', ...args]);
}

async function execute(program: string, args: string[]): Promise<{ stdout: string }> {
  try {
    return await run(program, args, { timeout: withinMs, killSignal: 'SIGKILL', maxBuffer: 1_000_000 });
  } catch (error) {
    const { code, killed, stderr = '' } = error as { code?: string | number; killed?: boolean; stderr?: string };
    if (code === 'ENOENT') throw new Refused('Videos cannot be shown here: this server has no ffmpeg.');
    if (/no space left/i.test(stderr)) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    throw new Refused(killed ? 'The video takes too long to read.' : 'The video is damaged: it cannot be read.');
  }
}
