/** Files that are small but made to be looked at or decoded for a long time are refused as soon as they are received. */
import { mkdtempSync, rmSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { animation, quarters } from '#test/harness/files/media-files.ts';
import type { Format } from './formats/format.ts';
import { inspect } from './formats/inspect.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'agora-bounded-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function inspectBytes(bytes: Buffer, format: Format): ReturnType<typeof inspect> {
  const name = path.join(folder, 'file');
  await writeFile(name, bytes);
  await using file = await open(name, 'r');
  return await inspect(file, bytes.length, format);
}

const parts = 300_000;
const repeat = (bytes: Buffer, times: number): Buffer => Buffer.alloc(bytes.length * times, bytes);
const insert = (bytes: Buffer, at: number, more: Buffer): Buffer => Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);

const webmHead = Buffer.from('1a45dfa3874282847765626d', 'hex');
const webmSegment = Buffer.from('18538067ff', 'hex');
const webp = await quarters().webp().toBuffer();
const png = await quarters().png().toBuffer();
const gif = await animation('gif');
const jpeg = await quarters().jpeg().toBuffer();
const progressive = await quarters(400, 300).jpeg({ progressive: true }).toBuffer();

function withWebpChunks(chunk: Buffer): Buffer {
  const bytes = Buffer.concat([webp, repeat(chunk, parts)]);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  return bytes;
}
/** A progressive JPEG with its last scan again and again. A decoder goes through the whole image for each. */
function withScans(times: number): Buffer {
  const last = progressive.lastIndexOf(Buffer.from([0xff, 0xda]));
  return insert(progressive, progressive.length - 2, repeat(progressive.subarray(last, -2), times));
}
const comment = (content: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe, 0, content.length + 2]), Buffer.from(content, 'latin1')]);

test.each<[string, Format, Buffer]>([
  ['a WebM of empty elements', 'WebM', Buffer.concat([webmHead, repeat(Buffer.from('ec80', 'hex'), parts), webmSegment])],
  [
    'a WebM of elements with long lengths',
    'WebM',
    Buffer.concat([webmHead, repeat(Buffer.from('ec0100000000000000', 'hex'), parts), webmSegment]),
  ],
  ['a WebP of empty chunks', 'WebP', withWebpChunks(Buffer.from('XXXX\0\0\0\0'))],
  ['a PNG of empty chunks', 'PNG', insert(png, 33, repeat(Buffer.from('\0\0\0\0teXtabcd'), parts))],
  ['a GIF of fill bytes', 'GIF', insert(gif, gif.length - 1, Buffer.alloc(parts))],
  ['a JPEG of empty segments', 'JPEG', insert(jpeg, 2, repeat(Buffer.from('ffec0002', 'hex'), parts))],
  ['a JPEG of lone markers', 'JPEG', insert(jpeg, 2, repeat(Buffer.from('ff01', 'hex'), parts))],
  ['a JPEG of a thousand scans', 'JPEG', withScans(1_000)],
  ['the same without its end mark', 'JPEG', withScans(1_000).subarray(0, -2)],
  ['the same behind an end mark in a comment', 'JPEG', insert(withScans(1_000), progressive.length - 2, comment('\xff\xd9'))],
])('%s is damaged', async (_name, format, bytes) => {
  await expect(inspectBytes(bytes, format)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('damaged') });
});

test.each<[string, Buffer, boolean]>([
  ['fifty scans', withScans(50), false],
  ['a restart marker after each byte of its scan', insert(jpeg, jpeg.length - 2, repeat(Buffer.from('00ffd0', 'hex'), parts)), false],
  ['a second image behind it, as phones write', Buffer.concat([jpeg, withScans(1_000)]), false],
  ['a segment after its scan that ends beyond the file', insert(jpeg, jpeg.length - 2, Buffer.from('ffe1ffff', 'hex')), true],
])('a JPEG with %s is followed to its end', async (_name, bytes, isOpen) => {
  expect(await inspectBytes(bytes, 'JPEG')).toMatchObject({ kind: 'IMAGE', isOpen });
});
