/** Images that are longer than a format holds, and phones' largest. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flatPng } from '#test/harness/files/media-files.ts';
import { createFileRenderer, type FileRenderer } from '#test/harness/files/render-file.ts';

let files: FileRenderer;
beforeAll(async () => {
  files = await createFileRenderer();
});
afterAll(async () => await files[Symbol.asyncDispose]());

async function gif(width: number, height: number): Promise<Buffer> {
  const frames = sharp({ create: { width, height: height * 2, channels: 3, background: '#c02020' } }).raw();
  const data = await frames.toBuffer();
  data.fill(40, 0, data.length / 2);
  return await sharp(data, { raw: { width, height: height * 2, channels: 3, pageHeight: height } })
    .gif()
    .toBuffer();
}

test.each([
  ['x2__png_65501x2.png', 65_501, 2, 'original.png'],
  ['an upright PNG', 2, 65_501, 'original.png'],
  ['a PNG of 100,000 x 3', 100_000, 3, 'original.png'],
  ['a PNG of just what JPEG holds', 65_500, 2, 'original.jpg'],
  ['a PNG that WebP would not hold', 16_384, 4, 'original.jpg'],
])('%s is shown by a format that holds it', async (name, width, height, original) => {
  const bytes = name.startsWith('x2__') ? readFileSync(new URL(`../../cases/${name}`, import.meta.url)) : flatPng(width, height);
  const made = await files.render(bytes);
  expect(made.renditions.find(({ size }) => size === 'ORIGINAL')).toMatchObject({ file: original, width, height });
  const later = await files.render(bytes, 'later');
  expect(later.renditions.length).toBeGreaterThan(1);
});

test.each([
  ['wider', 16_384, 3],
  ['much wider', 30_000, 2],
  ['higher', 3, 16_400],
])('an animation %s than WebP holds is made to fit', async (_name, width, height) => {
  const made = await files.render(await gif(width, height));
  const original = made.renditions.find(({ size }) => size === 'ORIGINAL');
  expect(Math.max(original?.width ?? 0, original?.height ?? 0)).toBe(16_383);
  expect((await sharp(await made.read('original.webp'), { animated: true }).metadata()).pages).toBe(2);
});

test('a phone’s 50 megapixels fit, a row more than 8,192 x 6,144 does not', async () => {
  expect(await files.render(flatPng(8_160, 6_144), 'later')).toMatchObject({ kind: 'IMAGE' });
  await expect(files.render(flatPng(8_192, 6_145))).rejects.toThrow('An image may have 50,331,648 pixels.');
});

test.each([
  ['wide', 50_000_000, 1],
  ['high', 1, 50_000_000],
  ['just longer than that', 1_000_001, 3],
])('an image that is %s is refused before anything decodes it', async (_name, width, height) => {
  const refused: unknown = await files.render(flatPng(width, height)).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'PAYLOAD_TOO_LARGE',
    message: 'An image may be 1,000,000 pixels wide or high.',
    details: { field: 'file' },
  });
});

test.each([
  ['wide', 1_000_000, 2],
  ['high', 1, 1_000_000],
])('an image as %s as may be is shown', { timeout: 60_000 }, async (_name, width, height) => {
  expect(await files.render(flatPng(width, height))).toMatchObject({ kind: 'IMAGE', width, height });
});
