/** Files that browsers show though they are not quite as their format wants them, and files of which a part is missing. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { animation, emptyMp4, heic, phonePhoto, pngChunk, quarters } from '#test/harness/files/media-files.ts';
import { sniff } from './format.ts';
import { inspect } from './inspect.ts';
import { createFileRenderer, type FileRenderer, type RenderedFile } from '#test/harness/files/render-file.ts';

let files: FileRenderer;
const folder = mkdtempSync(path.join(tmpdir(), 'agora-whole-'));
beforeAll(async () => {
  files = await createFileRenderer();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await files[Symbol.asyncDispose]();
});

const ofCase = (name: string): Buffer => readFileSync(new URL(`../cases/${name}`, import.meta.url));
const insert = (bytes: Buffer, at: number, more: Buffer): Buffer => Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
const append = (bytes: Buffer, more: Buffer | string): Buffer => Buffer.concat([bytes, Buffer.from(more)]);

const png = await quarters().png().toBuffer();
const jpeg = await quarters().jpeg({ quality: 95 }).toBuffer();
const progressive = await quarters(400, 300).jpeg({ progressive: true }).toBuffer();
const webp = await quarters().webp().toBuffer();
const avif = await quarters().avif().toBuffer();
const gif = await animation('gif');
const animatedWebp = await animation('webp');
const photo = await phonePhoto();

/** A JPEG's segment with a length of its own telling. */
function segment(marker: number, content: Buffer, length = content.length + 2): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), content]);
}
/** Where a JPEG's first segment of a kind begins. */
function placeOf(bytes: Buffer, marker: number): number {
  return bytes.indexOf(Buffer.from([0xff, marker]));
}
function withRiffSize(bytes: Buffer, add: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(bytes.readUInt32LE(4) + add, 4);
  return copy;
}
/** A GIF whose blocks between images have something before them. */
function betweenBlocks(more: Buffer): Buffer {
  const second = gif.indexOf(Buffer.from([0x21, 0xf9]), gif.indexOf(Buffer.from([0x21, 0xf9])) + 1);
  return insert(gif, second, more);
}
function zeroScreen(): Buffer {
  const copy = Buffer.from(gif);
  copy.writeUInt32LE(0, 6);
  return copy;
}
const junks: [string, Buffer][] = [
  ['a zero byte', Buffer.alloc(1)],
  ['four zero bytes', Buffer.alloc(4)],
  ['a hundred zero bytes', Buffer.alloc(100)],
  ['text', Buffer.from('<script>alert(1)</script> and more of it')],
  ['an archive', Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(60, 7)])],
  ['a JPEG', jpeg],
];

describe.each([
  ['JPEG', jpeg],
  ['PNG', png],
  ['WebP', webp],
  ['animated WebP', animatedWebp],
  ['AVIF', avif],
  ['GIF', gif],
  ['HEIC', heic],
])('%s', (_format, bytes) => {
  let plain: RenderedFile;
  beforeAll(async () => {
    plain = await files.render(bytes);
  });

  test.each(junks)('is shown with %s after its end', async (_junk, junk) => {
    const longer = await files.render(append(bytes, junk));
    expect([longer.width, longer.height, longer.kind]).toEqual([plain.width, plain.height, plain.kind]);
    expect(await longer.colourAt(0.2, 0.2)).toEqual(await plain.colourAt(0.2, 0.2));
  });
});

const shown: [string, Buffer, [number, number]][] = [
  ...[
    'own__gif_no_trailer.gif',
    'own__gif_zero_pad.gif',
    'own__png_no_iend.png',
    'own__webp_riffsize_is_filesize.webp',
    'x2__jpeg_junk_1byte.jpg',
    'x2__jpeg_junk_after_app0.jpg',
    'x3__avif_4zero.avif',
    'x3__avif_trailing.avif',
    'x3__heic_4zero.heic',
    'own__noEOI.jpg',
  ].map((name): [string, Buffer, [number, number]] => [
    name,
    ofCase(name),
    ({ gif: [120, 80], heic: [451, 461] }[name.replace(/.*\./, '')] as [number, number]) ??
      (name === 'own__noEOI.jpg' ? [900, 600] : [200, 120]),
  ]),
  ['a JPEG without EOI', jpeg.subarray(0, -2), [96, 64]],
  ['a JPEG with half of EOI', jpeg.subarray(0, -1), [96, 64]],
  ['a progressive JPEG without EOI', progressive.subarray(0, -2), [400, 300]],
  ['a phone’s photo without EOI', photo.subarray(0, -2), [96, 64]],
  ['a JPEG with fill bytes before a marker', insert(jpeg, placeOf(jpeg, 0xc0), Buffer.alloc(7, 0xff)), [96, 64]],
  ['a JPEG with a lone restart marker before a segment', insert(jpeg, 2, Buffer.from([0xff, 0xd3])), [96, 64]],
  ['a JPEG with junk before its frame', insert(jpeg, placeOf(jpeg, 0xc0), Buffer.from([1, 2, 3])), [96, 64]],
  ['a JPEG with junk before its scan', insert(jpeg, placeOf(jpeg, 0xda), Buffer.alloc(300, 0x41)), [96, 64]],
  ['a JPEG with an APP1 longer than it says', insert(jpeg, 2, segment(0xe1, Buffer.alloc(50, 0x20), 30)), [96, 64]],
  [
    'a JPEG with three APPs that are longer than they say',
    insert(jpeg, 2, Buffer.concat([1, 2, 3].map(() => segment(0xe4, Buffer.alloc(9), 5)))),
    [96, 64],
  ],
  [
    'a JPEG with an APP13 one byte shorter than it says',
    insert(jpeg, 2, Buffer.concat([segment(0xed, Buffer.alloc(20), 23), Buffer.alloc(1)])),
    [96, 64],
  ],
  ['a PNG without IEND', png.subarray(0, -12), [96, 64]],
  ['a PNG with the length of IEND alone', png.subarray(0, -8), [96, 64]],
  ['a PNG with IEND but its checksum', png.subarray(0, -4), [96, 64]],
  ['a GIF without trailer', gif.subarray(0, -1), [80, 60]],
  ['a GIF with a zero byte between blocks', betweenBlocks(Buffer.alloc(1)), [80, 60]],
  ['a GIF with 40 zero bytes between blocks', betweenBlocks(Buffer.alloc(40)), [80, 60]],
  ['a GIF whose screen is 0 x 0', zeroScreen(), [80, 60]],
  ['a GIF with text for a trailer', append(gif.subarray(0, -1), 'text'), [80, 60]],
  ['a WebP that counts its own head in', withRiffSize(webp, 8), [96, 64]],
  ['an animated WebP that counts its own head in', withRiffSize(animatedWebp, 8), [80, 60]],
];

describe('a file that browsers show', () => {
  test.each(shown)('%s', async (_name, bytes, size) => {
    const made = await files.render(bytes);
    expect([made.width, made.height]).toEqual(size);
    expect(made.renditions.length).toBeGreaterThan(2);
  });

  test('a PNG whose image is in many chunks, without IEND', async () => {
    expect((await files.render(splitPng.subarray(0, -12))).width).toBe(96);
  });

  test('a GIF keeps the images after its zero bytes', async () => {
    const { kind, read } = await files.render(betweenBlocks(Buffer.alloc(3)));
    expect(kind).toBe('ANIMATION');
    expect((await sharp(await read('original.webp'), { animated: true }).metadata()).pages).toBe(2);
  });
});

/** The image in chunks of 20 bytes. */
const splitPng = ((): Buffer => {
  const [from, end] = [png.indexOf('IDAT', 0, 'latin1') + 4, png.length - 16];
  const chunks = Array.from({ length: Math.ceil((end - from) / 20) }, (_, index) =>
    pngChunk('IDAT', png.subarray(from + index * 20, Math.min(end, from + (index + 1) * 20))),
  );
  return Buffer.concat([png.subarray(0, from - 8), ...chunks, pngChunk('IEND', Buffer.alloc(0))]);
})();

const box = (type: string, length: number): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(length, 0);
  head.write(type, 4, 'latin1');
  return head;
};
const video = ofCase('vid__anamorphic.mp4');
const mdat = video.indexOf('mdat', 0, 'latin1') - 4;
const moov = video.indexOf('moov', 0, 'latin1') - 4;

test.each<[string, Buffer]>([
  [
    'a GIF of 19 million blocks of a byte',
    Buffer.concat([gif.subarray(0, -1), Buffer.from([0x21, 0xfe]), Buffer.alloc(19_000_000, 1), Buffer.from([0, 0x3b])]),
  ],
  ['a GIF of six million empty blocks', Buffer.concat([gif.subarray(0, -1), Buffer.alloc(18_000_000, Buffer.from([0x21, 0xfe, 0]))])],
  ['a GIF of zero bytes', Buffer.concat([gif.subarray(0, -1), Buffer.alloc(19_000_000)])],
  ['a PNG of empty chunks', Buffer.concat([png.subarray(0, 33), Buffer.alloc(19_200_000)])],
  ['a JPEG of fill bytes', Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(19_000_000, 0xff)])],
  ['a JPEG of empty segments', Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(16_000_000, Buffer.from([0xff, 0xe1, 0, 2]))])],
])('%s is looked over in little time', async (_name, bytes) => {
  const file = path.join(folder, 'long');
  await writeFile(file, bytes);
  await using handle = await open(file, 'r');
  // Other threads of the process plan operations and resize pictures for other tests.
  const before = process.threadCpuUsage();
  const format = sniff(bytes.subarray(0, 512));
  if ('format' in format) await inspect(handle, bytes.length, format.format).catch(() => undefined);
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(500);
});

describe('a file of which a part is missing', () => {
  const broken: [string, Buffer][] = [
    ['a JPEG without its last fifth', jpeg.subarray(0, Math.floor(jpeg.length * 0.8))],
    ['a progressive JPEG within a scan', progressive.subarray(0, Math.floor(progressive.length * 0.7))],
    ['a phone’s photo that ends within its Exif', photo.subarray(0, 80)],
    ['a JPEG that ends before its scan', jpeg.subarray(0, placeOf(jpeg, 0xda) + 4)],
    ['a JPEG with an APP that goes beyond the file', insert(jpeg, 2, segment(0xe1, Buffer.alloc(8), 60_000))],
    ['a PNG that ends within its image', png.subarray(0, -20)],
    ['a PNG that ends where a chunk of its image does', splitPng.subarray(0, -12 - 32)],
    ['a PNG without its image', png.subarray(0, png.indexOf('IDAT', 0, 'latin1') - 4)],
    ['a GIF that ends within an image', gif.subarray(0, -10)],
    ['a GIF of a head alone', gif.subarray(0, 13)],
    ['a WebP without 12 bytes', webp.subarray(0, -12)],
    ['an animated WebP without its last frame', animatedWebp.subarray(0, -100)],
    ['an AVIF without its image', avif.subarray(0, avif.indexOf('mdat', 0, 'latin1') - 4)],
    ['an AVIF within its image', avif.subarray(0, -1)],
    ['a HEIC within its image', heic.subarray(0, -1)],
    ['an MP4 that ends within its samples', video.subarray(0, mdat < moov ? mdat + 100 : -1)],
    ['an MP4 that ends within its tables', append(emptyMp4(), box('moov', 900))],
    ['an MP4 of tables alone', mdat < moov ? append(video.subarray(0, mdat), video.subarray(moov)) : video.subarray(0, mdat)],
    ['an MP4 that ends within the head of its samples', mdat < moov ? video.subarray(0, mdat + 5) : video.subarray(0, mdat + 5)],
  ];
  test.each(broken)('%s', async (_name, bytes) => {
    await expect(files.render(bytes)).rejects.toThrow(/broken off|damaged/);
  });
});
