/** A PNG's compressed texts are not decompressed: some kilobytes of them would fill the memory. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pngChunk, quarters } from '#test/harness/files/media-files.ts';
import { createFileRenderer, type FileRenderer } from '#test/harness/files/render-file.ts';
import { readableSource } from './source.ts';

let files: FileRenderer;
let folder: string;
beforeAll(async () => {
  files = await createFileRenderer();
  folder = await mkdtemp(path.join(tmpdir(), 'agora-texts-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await files[Symbol.asyncDispose]();
});

const png = await quarters().png().toBuffer();
const afterHeader = 33;
const beforeEnd = png.length - 12;
const text = deflateSync(Buffer.alloc(1_000_000, 'x'));
const insert = (at: number, more: Buffer): Buffer => Buffer.concat([png.subarray(0, at), more, png.subarray(at)]);
const compressed = pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), text]));
const international = pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'), text]));
const plain = pngChunk('tEXt', Buffer.from('Comment\0a plain text', 'latin1'));

test.each<[string, Buffer]>([
  ['compressed texts', insert(afterHeader, Buffer.concat([compressed, compressed]))],
  ['a compressed international text', insert(afterHeader, international)],
  ['a plain text', insert(afterHeader, plain)],
  ['texts after its picture', insert(beforeEnd, Buffer.concat([compressed, international, plain]))],
])('a PNG with %s is decoded without them', async (_name, bytes) => {
  const source = path.join(folder, 'source');
  await writeFile(source, bytes);
  expect(await readableSource(source, 'PNG')).toEqual(png);
  const [shown, expected] = [await files.render(bytes), await files.render(png)];
  expect([shown.width, shown.height]).toEqual([expected.width, expected.height]);
  expect(await shown.colourAt(0.2, 0.2)).toEqual(await expected.colourAt(0.2, 0.2));
});

test('a PNG without texts is read where it is, and one that breaks off within a text as far as it goes', async () => {
  const source = path.join(folder, 'source');
  await writeFile(source, png);
  expect(await readableSource(source, 'PNG')).toBe(source);
  const broken = insert(beforeEnd, compressed).subarray(0, beforeEnd + 100);
  await writeFile(source, broken);
  expect(await readableSource(source, 'PNG')).toEqual(png.subarray(0, beforeEnd));
});
