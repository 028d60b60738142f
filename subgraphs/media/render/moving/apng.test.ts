/** Animated PNG moves, as its frames say. */
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pngChunk, pngSignature } from '#test/harness/files/media-files.ts';
import { createFileRenderer, type FileRenderer } from '#test/harness/files/render-file.ts';

let files: FileRenderer;
beforeAll(async () => {
  files = await createFileRenderer();
});
afterAll(async () => await files[Symbol.asyncDispose]());

const [width, height] = [40, 30];
interface Given {
  colour: number[];
  at?: [number, number, number, number];
  delay?: [number, number];
  dispose?: number;
  blend?: number;
}

function image(wide: number, high: number, colour: number[]): Buffer {
  const row = Buffer.concat([Buffer.alloc(1), ...Array.from({ length: wide }, () => Buffer.from(colour))]);
  return deflateSync(Buffer.concat(Array.from({ length: high }, () => row)));
}
function numbers(...values: number[]): Buffer {
  const data = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) data.writeUInt32BE(value, index * 4);
  return data;
}

/** An animated PNG of RGBA. @param hidden - The colour of a picture that is no frame. */
function apng(frames: Given[], { hidden, plays = 0, head = [] }: { hidden?: number[]; plays?: number; head?: Buffer[] } = {}): Buffer {
  let sequence = 0;
  const parts = frames.flatMap(
    ({ colour, at: [x, y, wide, high] = [0, 0, width, height], delay = [1, 10], dispose = 0, blend = 0 }, index) => {
      const control = Buffer.concat([
        numbers(sequence, wide, high, x, y),
        Buffer.from([0, delay[0], delay[1] >> 8, delay[1] & 0xff, dispose, blend]),
      ]);
      sequence += 1;
      const data = image(wide, high, colour);
      if (index === 0 && !hidden) return [pngChunk('fcTL', control), pngChunk('IDAT', data)];
      sequence += 1;
      return [pngChunk('fcTL', control), pngChunk('fdAT', Buffer.concat([numbers(sequence - 1), data]))];
    },
  );
  const first = hidden ? [pngChunk('IDAT', image(width, height, hidden))] : [];
  const header = Buffer.concat([numbers(width, height), Buffer.from([8, 6, 0, 0, 0])]);
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    ...head,
    pngChunk('acTL', numbers(frames.length, plays)),
    ...first,
    ...parts,
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

const [red, blue, clear] = [
  [200, 20, 20, 255],
  [20, 20, 200, 255],
  [0, 0, 0, 0],
];

async function pagesOf(bytes: Buffer) {
  const made = await files.render(bytes);
  const webp = await made.read('original.webp');
  const { pages = 1, delay, loop } = await sharp(webp, { animated: true }).metadata();
  const pixelAt = async (page: number, x: number, y: number): Promise<number[]> => {
    const { data, info } = await sharp(webp, { page }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)];
  };
  return { made, pages, delay, loop, pixelAt };
}
const near = (colour: number[]) => colour.map((value) => expect.closeTo(value, -1.4));

test('it moves, at its pace and as often as it says, in all sizes', async () => {
  const { made, pages, delay, loop, pixelAt } = await pagesOf(
    apng(
      [
        { colour: red, delay: [1, 5] },
        { colour: blue, delay: [30, 100] },
      ],
      { plays: 3 },
    ),
  );
  expect(made).toMatchObject({ kind: 'ANIMATION', width, height });
  expect(made.renditions.map(({ file }) => file)).toEqual(['thumb.webp', 'small.webp', 'original.webp']);
  expect([pages, delay, loop]).toEqual([2, [200, 300], 3]);
  expect(await pixelAt(0, 5, 5)).toEqual(near(red));
  expect(await pixelAt(1, 5, 5)).toEqual(near(blue));
});

test('the picture that is no frame is never shown, with many frames and with one', async () => {
  const { pages, pixelAt } = await pagesOf(apng([{ colour: red }, { colour: blue }], { hidden: [0, 255, 0, 255] }));
  expect(pages).toBe(2);
  expect(await pixelAt(0, 5, 5)).toEqual(near(red));
  const one = await files.render(apng([{ colour: red }], { hidden: [0, 255, 0, 255] }));
  expect(one.kind).toBe('IMAGE');
  expect(await one.colourAt()).toEqual(near(red.slice(0, 3)));
});

test('a frame that is a part lies in its place, over or instead of what was there', async () => {
  const { pixelAt } = await pagesOf(
    apng([{ colour: red }, { colour: blue, at: [11, 7, 10, 8] }, { colour: clear, at: [20, 0, 20, 30] }, { colour: clear, blend: 1 }]),
  );
  expect(await pixelAt(1, 2, 2)).toEqual(near(red));
  expect(await pixelAt(1, 15, 10)).toEqual(near(blue));
  expect((await pixelAt(2, 35, 10))[3]).toBe(0);
  expect(await pixelAt(2, 13, 10)).toEqual(near(blue));
});

test('a frame goes as it says: cleared, or as it was before', async () => {
  const { pixelAt } = await pagesOf(
    apng([
      { colour: red },
      { colour: blue, at: [0, 0, 20, 30], dispose: 2 },
      { colour: blue, at: [38, 28, 2, 2], dispose: 1 },
      { colour: blue, at: [0, 0, 2, 2] },
    ]),
  );
  expect(await pixelAt(2, 10, 10)).toEqual(near(red));
  expect((await pixelAt(3, 39, 29))[3]).toBe(0);
});

test('its colours count as those of any PNG', async () => {
  const linear = pngChunk('gAMA', numbers(100_000));
  const { pixelAt } = await pagesOf(apng([{ colour: [128, 128, 128, 255] }, { colour: red }], { head: [linear] }));
  expect(await pixelAt(0, 5, 5)).toEqual(near([188, 188, 188, 255]));
});

test('frames that are the same are one that stays longer', async () => {
  const { pages } = await pagesOf(apng([{ colour: red }, { colour: red }, { colour: blue }]));
  expect(pages).toBe(2);
});

test.each([
  ['501 frames', apng(Array.from({ length: 501 }, () => ({ colour: red, at: [0, 0, 1, 1] }))), /frames/],
  ['a frame beyond its picture', apng([{ colour: red }, { colour: blue, at: [30, 0, 20, 10] }]), /damaged/],
  ['an end within its frames', apng([{ colour: red }, { colour: blue }]).subarray(0, -30), /broken off/],
] as const)('with %s it is refused', async (_name, bytes, reason) => {
  await expect(files.render(bytes)).rejects.toThrow(reason);
});
