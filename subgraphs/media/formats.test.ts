/** Every kind of file that is taken, from upload to renditions, which are decoded and looked at. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { animation, emptyMp4, heic, phonePhoto, quarters } from '#test/harness/files/media-files.ts';
import { startSupergraph, type Person, type Supergraph } from '#test/harness/supergraph.ts';

let agora: Supergraph;
let owner: Person;

beforeAll(async () => {
  agora = await startSupergraph();
  owner = await agora.register();
});
afterAll(async () => await agora[Symbol.asyncDispose]());

interface Shown {
  id: string;
  kind: string;
  status: string;
  progress: number;
  failure: string | null;
  width: number;
  height: number;
  mimeType: string;
  url: string;
  renditions: { name: string; url: string; width: number; height: number }[];
}

const query = /* GraphQL */ `
  query ($id: ID!) {
    media(id: $id) { id kind status progress failure width height mimeType url renditions { name url width height } }
  }
`;

async function show(id: string): Promise<Shown> {
  await agora.drain();
  return (await agora.ask(query, { id }, owner)).data.media;
}

/** What `mediaProgress` tells of a new upload, to its end. */
async function watch(bytes: Uint8Array): Promise<Pick<Shown, 'status' | 'progress' | 'failure'>[]> {
  const { data } = await agora.upload({ bytes }, owner);
  const told: Pick<Shown, 'status' | 'progress' | 'failure'>[] = [];
  const subscription = 'subscription ($id: ID!) { mediaProgress(id: $id) { status progress failure } }';
  for await (const { data: event } of agora.subscribe(subscription, data.uploadMedia, owner, new AbortController().signal))
    told.push(event.mediaProgress);
  return told;
}

async function upload(bytes: Uint8Array): Promise<Shown> {
  const { data, errors } = await agora.upload({ bytes }, owner);
  expect(errors).toEqual([]);
  return await show(data.uploadMedia.id);
}

async function load(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

/** The colour in the middle of each quarter, from the top left on. */
async function coloursOf(bytes: Buffer): Promise<number[][]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): number[] => {
    const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3;
    return [...data.subarray(start, start + 3)];
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
}

async function expectQuarters(bytes: Buffer, tolerance: number): Promise<void> {
  const wanted = await coloursOf(await quarters().png().toBuffer());
  const found = await coloursOf(bytes);
  const differences = found.flatMap((colour, quarter) =>
    colour.map((value, channel) => Math.abs(value - (wanted[quarter]?.[channel] ?? 0))),
  );
  expect(Math.max(...differences)).toBeLessThan(tolerance);
}

/** That a still image has all renditions of its size, each the right way up, in sRGB, with nothing in it but the image. */
async function expectStill(media: Shown, { format = 'jpg', sizes = ['small', 'thumb'], tolerance = 30 } = {}): Promise<void> {
  expect(media).toMatchObject({ kind: 'IMAGE', status: 'READY', progress: 1, failure: null });
  const names = [...sizes.flatMap((size) => [`${size}.avif`, `${size}.${format}`, `${size}.webp`]), `original.${format}`];
  expect(media.renditions.map(({ name }) => name).sort()).toEqual(names.sort());
  for (const { name, url, width, height } of media.renditions) {
    const bytes = await load(url);
    const metadata = await sharp(bytes).metadata();
    expect(metadata, name).toMatchObject({ width, height, space: 'srgb' });
    const { exif, xmp, iptc, icc, orientation } = metadata;
    expect({ exif, xmp, iptc, icc, orientation }, name).toEqual({});
    if (!name.startsWith('thumb')) await expectQuarters(bytes, tolerance);
  }
}

describe('a still image', () => {
  test('of a phone, on its side and with its place, comes out upright and without it', async () => {
    const photo = await phonePhoto();
    expect((await sharp(photo).metadata()).exif?.includes('Somebody')).toBe(true);
    const media = await upload(photo);
    expect(media).toMatchObject({ width: 96, height: 64, mimeType: 'image/jpeg' });
    await expectStill(media);
  });

  test('of 20,000,000 bytes is taken', async () => {
    const photo = await quarters(1400, 1000).jpeg({ quality: 100 }).toBuffer();
    // What follows the image is no part of it.
    const media = await upload(Buffer.concat([photo, Buffer.alloc(20_000_000 - photo.length)]));
    await expectStill(media, { sizes: ['small', 'medium', 'large', 'thumb'] });
    const sizes = Object.fromEntries(media.renditions.map(({ name, width, height }) => [name, [width, height]]));
    expect(sizes).toMatchObject({
      'large.jpg': [1280, 914],
      'medium.webp': [640, 457],
      'small.avif': [320, 229],
      'original.jpg': [1400, 1000],
    });
  });

  test('of any colours is sRGB afterwards', async () => {
    await expectStill(await upload(await quarters().withIccProfile('p3').png().toBuffer()), { format: 'jpg' });
    // Ink cannot show such bright colours.
    await expectStill(await upload(await quarters().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer()), { tolerance: 110 });
    const grey = await upload(await quarters().greyscale().png({ palette: false }).toBuffer());
    expect(grey).toMatchObject({ status: 'READY' });
    const deep = await upload(await quarters().toColourspace('rgb16').png().toBuffer());
    expect(deep).toMatchObject({ status: 'READY' });
  });

  test('that is transparent stays so', async () => {
    const clear = await quarters().ensureAlpha(0.5).png().toBuffer();
    const media = await upload(clear);
    await expectStill(media, { format: 'png' });
    for (const { url, name } of media.renditions) expect((await sharp(await load(url)).metadata()).hasAlpha, name).toBe(true);
    expect((await upload(await quarters().ensureAlpha(1).png().toBuffer())).url).toMatch(/\.jpg$/);
  });

  test.each(['webp', 'avif'] as const)('in %s is taken', async (format) => {
    const media = await upload(await quarters()[format]({ quality: 95 }).toBuffer());
    expect(media.mimeType).toBe(`image/${format}`);
    await expectStill(media);
  });

  test('of an iPhone, HEIC in Display P3, is taken', async () => {
    const media = await upload(heic);
    expect(media).toMatchObject({ mimeType: 'image/heic', width: 96, height: 64 });
    await expectStill(media);
  });
});

describe('an animation', () => {
  test.each(['gif', 'webp'] as const)('in %s stays one, in WebP', async (format) => {
    const media = await upload(await animation(format));
    expect(media).toMatchObject({ kind: 'ANIMATION', status: 'READY', progress: 1, width: 80, height: 60 });
    expect(media.renditions.map(({ name }) => name).sort()).toEqual(['original.webp', 'small.webp', 'thumb.webp']);
    for (const { url, width, height } of media.renditions) {
      const bytes = await load(url);
      expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({ pages: 2, delay: [200, 300], width, pageHeight: height });
      const [first] = await coloursOf(await sharp(bytes, { page: 0 }).png().toBuffer());
      const [second] = await coloursOf(await sharp(bytes, { page: 1 }).png().toBuffer());
      expect((first?.[0] ?? 0) - (first?.[2] ?? 0)).toBeGreaterThan(120);
      expect((second?.[2] ?? 0) - (second?.[0] ?? 0)).toBeGreaterThan(120);
    }
  });
});

describe('a video', () => {
  const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

  test.runIf(hasFfmpeg).each(['mp4', 'webm'])(
    'in %s is kept, without what else is in the file, with a poster (needs ffmpeg)',
    async (format) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'agora-video-'));
      const file = path.join(folder, `video.${format}`);
      const place = ['-metadata', 'location=+52.5+013.4/', '-metadata', 'title=Somebody'];
      const codec = format === 'mp4' ? 'mpeg4' : 'libvpx';
      execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=5:duration=1', '-c:v', codec, ...place, file]);
      const media = await upload(readFileSync(file));
      const told = await watch(readFileSync(file));
      rmSync(folder, { recursive: true });
      expect(told.at(-1)).toEqual({ status: 'READY', progress: 1, failure: null });
      for (const { status, progress } of told.slice(0, -1)) expect([status, progress < 1]).toEqual(['PROCESSING', true]);
      expect(media).toMatchObject({ kind: 'VIDEO', status: 'READY', progress: 1, width: 160, height: 120, mimeType: `video/${format}` });
      expect(media.url).toMatch(new RegExp(`original\\.${format}$`));
      const response = await fetch(media.url);
      expect(response.headers.get('content-type')).toBe(`video/${format}`);
      const kept = Buffer.from(await response.arrayBuffer()).toString('latin1');
      expect(kept).not.toMatch(/Somebody|\+52\.5/);
      const poster = media.renditions.find(({ name }) => name === 'small.jpg');
      expect(await sharp(await load(poster?.url ?? '')).metadata()).toMatchObject({ format: 'jpeg', width: 160, height: 120 });
    },
  );

  test('that shows nothing fails for good, and says why', async () => {
    const media = await upload(emptyMp4());
    expect((await watch(emptyMp4())).at(-1)).toEqual({ status: 'FAILED', progress: 0, failure: media.failure });
    expect(media).toMatchObject({ kind: 'VIDEO', status: 'FAILED', renditions: [], url: null });
    expect(media.failure).toMatch(hasFfmpeg ? /^The video has no picture/ : /has no ffmpeg\.$/);
  });
});

describe('a dithered image', () => {
  const dither = 'mutation ($id: ID!, $levels: Int!) { ditherMedia(id: $id, levels: $levels) { id status mimeType } }';

  test('is a new media of few levels a channel, as bright as it was', async () => {
    const source = await upload(await quarters(200, 150).blur(20).png().toBuffer());
    const { data } = await agora.ask(dither, { id: source.id, levels: 3 }, owner);
    expect(data.ditherMedia).toMatchObject({ status: 'PROCESSING', mimeType: 'image/png' });
    const made = await show(data.ditherMedia.id);
    expect(made).toMatchObject({ status: 'READY', progress: 1, width: 200, height: 150 });
    expect(made.renditions.map(({ name }) => name).sort()).toEqual(['original.png', 'small.png', 'thumb.png']);
    for (const { url } of made.renditions) {
      const { data: pixels } = await sharp(await load(url))
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect([...new Set(pixels)].sort((one, other) => one - other)).toEqual([0, 128, 255]);
    }
    await agora.ask('mutation ($id: ID!) { deleteMedia(id: $id) }', { id: source.id }, owner);
    await agora.drain();
    expect((await fetch(made.url)).status).toBe(200);
  });

  test('is refused for other levels, and of a video', async () => {
    const source = await upload(await quarters().png().toBuffer());
    for (const levels of [1, 17]) {
      expect((await agora.ask(dither, { id: source.id, levels }, owner)).errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'levels',
      });
    }
    const video = await upload(emptyMp4());
    expect((await agora.ask(dither, { id: video.id, levels: 2 }, owner)).errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'id',
    });
  });
});
