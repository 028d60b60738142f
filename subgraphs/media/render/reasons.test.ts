/** Every reason that `docs/media.md` lists for FAILED is met by a file that earns it, here or in the test that is named. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pngChunk, quarters } from '#test/harness/files/media-files.ts';
import { createFileRenderer, type FileRenderer } from '#test/harness/files/render-file.ts';
import { openFfmpeg } from './moving/ffmpeg.ts';
import { asRefusal } from './pixels.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const folder = mkdtempSync(path.join(tmpdir(), 'agora-reasons-'));
let files: FileRenderer;
beforeAll(async () => {
  files = await createFileRenderer();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await files[Symbol.asyncDispose]();
});

const ofCase = (name: string): Buffer => readFileSync(new URL(`../cases/${name}`, import.meta.url));

function make(name: string, ...args: string[]): Buffer {
  const file = path.join(folder, name);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, file]);
  return readFileSync(file);
}

/** A PNG whose structure is whole and whose picture is not. */
async function garbledPng(): Promise<Buffer> {
  const png = await quarters().png().toBuffer();
  const at = png.indexOf('IDAT', 0, 'latin1');
  const length = png.readUInt32BE(at - 4);
  return Buffer.concat([png.subarray(0, at - 4), pngChunk('IDAT', Buffer.alloc(length, 0x55)), png.subarray(at + 8 + length)]);
}

/** A video whose samples of a kind are garbage, which tables do not tell. */
function garbled(bytes: Buffer): Buffer {
  const at = bytes.indexOf('mdat', 0, 'latin1') + 4;
  return bytes.fill(0xa5, at, Math.min(bytes.length, at + bytes.readUInt32BE(at - 8) - 8));
}
const picture = ['-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=10:duration=1'];

test.each<[string, () => Buffer | Promise<Buffer>]>([
  ['The file is damaged: it cannot be decoded.', garbledPng],
  ['The image has too many pixels.', () => ofCase('avif_larger_than_told.avif')],
])('%s', async (reason, bytes) => {
  await expect(files.render(await bytes())).rejects.toThrow(reason);
});

test.runIf(hasFfmpeg).each<[string, () => Buffer]>([
  ['The video has no picture.', () => make('sound.mp4', '-f', 'lavfi', '-i', 'sine=duration=1', '-c:a', 'aac')],
  [
    'The video is too large: a picture may have 50,331,648 pixels.',
    () => make('large.mp4', '-f', 'lavfi', '-i', 'color=gray:size=8208x6144', '-frames:v', '1', '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p'),
  ],
  ['The video is damaged: it cannot be read.', () => garbled(ofCase('vid__anamorphic.mp4'))],
])('%s (needs ffmpeg)', { timeout: 60_000 }, async (reason, bytes) => {
  await expect(files.render(bytes())).rejects.toThrow(reason);
});

test.runIf(hasFfmpeg)('The video holds …, which could not be converted to what browsers play. (needs ffmpeg)', async () => {
  const sound = ['-f', 'lavfi', '-i', 'sine=duration=1'];
  const bytes = make('sound.mp4', ...picture, ...sound, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac');
  // MPEG-H, which nothing here decodes.
  bytes.write('mhm1', bytes.indexOf('mp4a', 0, 'latin1'), 'latin1');
  bytes.write('free', bytes.indexOf('esds', 0, 'latin1'), 'latin1');
  const refusal = /^The video holds h264 and .+, which could not be converted to what browsers play\.$/;
  await expect(files.render(bytes)).rejects.toThrow(refusal);
});

test.runIf(hasFfmpeg)('what takes too long says so: to read, and to convert (needs ffmpeg)', async () => {
  const endless = ['-re', '-f', 'lavfi', '-i', 'testsrc', '-f', 'null', '-'];
  await expect(openFfmpeg(200).ffmpeg(endless)).rejects.toThrow('The video takes too long to read.');
  const late = 'The video holds h263, and takes too long to convert to what browsers play.';
  await expect(openFfmpeg(200).ffmpeg(endless, { damaged: '', late })).rejects.toThrow(late);
});

test('Videos cannot be shown here: this server has no ffmpeg.', async () => {
  const { PATH } = process.env;
  process.env['PATH'] = folder;
  try {
    await expect(openFfmpeg().ffprobe(['-version'])).rejects.toThrow('Videos cannot be shown here: this server has no ffmpeg.');
  } finally {
    process.env['PATH'] = PATH;
  }
});

test('The image is wider or higher than can be shown.', () => {
  // As libvips says it of what its decoders cannot hold: none of the formats that are taken gets there.
  const refused = asRefusal(new Error('VipsImage: image dimensions too large'));
  expect(String(refused)).toContain('The image is wider or higher than can be shown.');
});

test('every reason that is listed stands in a test', () => {
  const tests = readdirSync(new URL('..', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'))
    .join('\n');
  const docs = readFileSync(new URL('../../../docs/media.md', import.meta.url), 'utf8');
  const listed = docs
    .slice(docs.indexOf('| reason | when |'))
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'));
  const reasons = listed.map((line) => line.split('|')[1]?.trim() ?? '');
  expect(reasons.length).toBeGreaterThan(10);
  expect(reasons.filter((reason) => !reason.split('…').every((part) => tests.includes(part.trim().replace(/^, /, ''))))).toEqual([]);
});
