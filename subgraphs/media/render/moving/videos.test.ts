/** Videos as cameras and phones make them: playable, at the size they play, with a poster that shows something. Needs ffmpeg. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFileRenderer, type FileRenderer, type RenderedFile } from '#test/harness/files/render-file.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

let files: FileRenderer;
let folder: string;
beforeAll(async () => {
  files = await createFileRenderer();
  folder = mkdtempSync(path.join(tmpdir(), 'agora-videos-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await files[Symbol.asyncDispose]();
});

/** A video made by ffmpeg. */
function make(name: string, ...args: string[]): Buffer {
  const file = path.join(folder, name);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, file]);
  return readFileSync(file);
}
const picture = (size = '160x120', seconds = 1): string[] => ['-f', 'lavfi', '-i', `testsrc=size=${size}:rate=10:duration=${seconds}`];
const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=1'];

/** The codecs of what was kept. */
async function codecsOf(made: RenderedFile): Promise<string[]> {
  const kept = made.renditions.find(({ format }) => format === 'MP4' || format === 'WEBM');
  const file = path.join(folder, kept?.file ?? '');
  writeFileSync(file, await made.read(kept?.file ?? ''));
  const told = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'stream=codec_name,pix_fmt', '-of', 'csv=p=0', file]);
  return told.toString().trim().split('\n');
}
const ofCase = (name: string): Buffer => readFileSync(new URL(`../../cases/${name}`, import.meta.url));

describe.runIf(hasFfmpeg)('a video (needs ffmpeg)', () => {
  test.each<[string, () => Buffer, string[], [number, number]]>([
    ['vid__xavc_pcm.mp4', () => ofCase('vid__xavc_pcm.mp4'), ['h264,yuv420p', 'aac'], [320, 180]],
    ['vid__video.3gp', () => ofCase('vid__video.3gp'), ['h264,yuv420p'], [176, 144]],
    ['vid__anamorphic.mp4', () => ofCase('vid__anamorphic.mp4'), ['h264,yuv420p'], [512, 288]],
    ['vid__trail4zero.mp4', () => ofCase('vid__trail4zero.mp4'), ['h264,yuv420p', 'aac'], [320, 180]],
    [
      'text after its last box',
      () => Buffer.concat([ofCase('vid__anamorphic.mp4'), Buffer.from('<script>alert(1)</script>')]),
      ['h264,yuv420p'],
      [512, 288],
    ],
    ['MPEG-4 pictures', () => make('a.mp4', ...picture(), '-c:v', 'mpeg4'), ['h264,yuv420p'], [160, 120]],
    ['H.264 of 10 bits', () => make('b.mp4', ...picture(), '-c:v', 'libx264', '-pix_fmt', 'yuv420p10le'), ['h264,yuv420p'], [160, 120]],
    ['H.264 with whole colours', () => make('c.mp4', ...picture(), '-c:v', 'libx264', '-pix_fmt', 'yuv444p'), ['h264,yuv420p'], [160, 120]],
    [
      'AC-3 sound',
      () => make('d.mp4', ...picture(), ...sound, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'ac3'),
      ['h264,yuv420p', 'aac'],
      [160, 120],
    ],
    [
      'Apple’s lossless sound',
      () => make('e.mp4', ...picture(), ...sound, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'alac'),
      ['h264,yuv420p', 'aac'],
      [160, 120],
    ],
    [
      'VP9 and Opus in WebM',
      () => make('f.webm', ...picture(), ...sound, '-c:v', 'libvpx-vp9', '-cpu-used', '8', '-pix_fmt', 'yuv420p', '-c:a', 'libopus'),
      ['vp9,yuv420p', 'opus'],
      [160, 120],
    ],
    [
      'pixels higher than wide',
      () => make('g.mp4', ...picture(), '-vf', 'setsar=1/2', '-c:v', 'libx264', '-pix_fmt', 'yuv420p'),
      ['h264,yuv420p'],
      [160, 240],
    ],
    ['wide pixels that are converted', () => make('h.mp4', ...picture(), '-vf', 'setsar=2', '-c:v', 'mpeg4'), ['h264,yuv420p'], [320, 120]],
    ['odd sides', () => make('i.mp4', ...picture('161x121'), '-c:v', 'mpeg4'), ['h264,yuv420p'], [161, 121]],
  ])('with %s plays', async (_name, bytes, codecs, [width, height]) => {
    const made = await files.render(bytes());
    expect([made.width, made.height]).toEqual([width, height]);
    expect(await codecsOf(made)).toEqual(codecs);
  });

  test.each<[string, string, string]>([
    ['two seconds', 'color=black:size=160x120:rate=10:duration=2[a];testsrc=size=160x120:rate=10:duration=2[b];[a][b]concat', 'x.mp4'],
    ['a picture', 'color=black:size=160x120:rate=10:duration=0.1[a];testsrc=size=160x120:rate=10:duration=1[b];[a][b]concat', 'x.mp4'],
    ['fifteen seconds', 'color=black:size=160x120:rate=10:duration=15[a];testsrc=size=160x120:rate=10:duration=6[b];[a][b]concat', 'x.mp4'],
    ['a slow beginning', 'testsrc=size=160x120:rate=10:duration=4,fade=in:0:20', 'x.mp4'],
    [
      'two seconds in WebM',
      'color=black:size=160x120:rate=10:duration=2[a];testsrc=size=160x120:rate=10:duration=2[b];[a][b]concat',
      'x.webm',
    ],
  ])('that is black for %s has a later poster', async (_name, filter, name) => {
    const codec = name.endsWith('webm') ? ['-c:v', 'libvpx', '-g', '10'] : ['-c:v', 'libx264', '-g', '10', '-pix_fmt', 'yuv420p'];
    const made = await files.render(make(name, '-filter_complex', filter, ...codec));
    const colours = await Promise.all([0.1, 0.35, 0.6, 0.9].map(async (x) => Math.max(...(await made.colourAt(x, 0.3)))));
    expect(Math.max(...colours)).toBeGreaterThan(100);
  });

  test('that is black all through is shown so', async () => {
    const made = await files.render(
      make('j.mp4', '-f', 'lavfi', '-i', 'color=black:size=160x120:duration=1', '-c:v', 'libx264', '-pix_fmt', 'yuv420p'),
    );
    expect(Math.max(...(await made.colourAt()))).toBeLessThan(20);
  });

  test('in HDR has a poster for screens without', async () => {
    // Grey of 203 cd/m², which as a code is 58 of 100.
    const tags = ['-color_primaries', 'bt2020', '-color_trc', 'smpte2084', '-colorspace', 'bt2020nc'];
    const params = ['-x265-params', 'log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc'];
    const source = ['-f', 'lavfi', '-i', 'color=0x949494:size=160x120:rate=5:duration=1'];
    const made = await files.render(make('k.mp4', ...source, '-c:v', 'libx265', '-pix_fmt', 'yuv420p10le', ...tags, ...params));
    expect(Math.min(...(await made.colourAt()))).toBeGreaterThan(240);
    expect(await codecsOf(made)).toEqual(['hevc,yuv420p10le']);
  });

  test.each<[string, () => Buffer, RegExp]>([
    ['sound alone', () => make('l.mp4', ...sound, '-c:a', 'aac'), /^The video has no picture\.$/],
    [
      'pictures that are garbage',
      () => {
        const bytes = Buffer.from(ofCase('vid__anamorphic.mp4'));
        const at = bytes.indexOf('mdat', 0, 'latin1') + 4;
        return bytes.fill(0xa5, at, Math.min(bytes.length, at + bytes.readUInt32BE(at - 8) - 8));
      },
      /^The video (is damaged|holds)/,
    ],
  ])('with %s is refused, and the reason is true', async (_name, bytes, reason) => {
    await expect(files.render(bytes())).rejects.toThrow(reason);
  });
});
