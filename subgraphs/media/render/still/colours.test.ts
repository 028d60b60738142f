/** Colours come out as they are meant, however a file tells of them and whatever its depth. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cicpChunk,
  colourAvif,
  colourPng,
  gammaChunk,
  makeProfile,
  primariesChunk,
  profileChunk,
} from '#test/harness/files/colour-files.ts';
import { createFileRenderer, type FileRenderer } from '#test/harness/files/render-file.ts';

let files: FileRenderer;
beforeAll(async () => {
  files = await createFileRenderer();
});
afterAll(async () => await files[Symbol.asyncDispose]());

async function expectColour(bytes: Buffer, wanted: number[], { tolerance = 3, x = 0.5, y = 0.5 } = {}): Promise<void> {
  const made = await files.render(bytes);
  const found = await made.colourAt(x, y);
  expect(
    Math.max(...found.map((value, at) => Math.abs(value - (wanted[at] ?? 0)))),
    `${found.join()} for ${wanted.join()}`,
  ).toBeLessThanOrEqual(tolerance);
}
const deep = (...codes: number[]): number[] => codes.map((code) => code * 257);

describe('a file among the cases', () => {
  test.each([
    ['own__rgb16_icc_srgb.png', [220, 40, 30]],
    ['own__rgb16_icc_p3.png', [220, 40, 30]],
    ['x2__avif10_icc_srgb.avif', [220, 40, 30]],
    ['own__png_cicp_p3.png', [240, 0, 0]],
    ['x2__avif8_nclx_p3.avif', [240, 0, 0]],
  ])('%s', async (name, wanted) => {
    await expectColour(readFileSync(new URL(`../../cases/${name}`, import.meta.url)), wanted, { x: 0.02, y: 0.02 });
  });
});

/** By the XYZ of red, green and blue at D50, and by x and y of white and these. */
const spaces = {
  'Adobe RGB': {
    gamma: 2.2,
    xyz: [
      [0.60974, 0.31111, 0.01947],
      [0.20528, 0.62567, 0.06087],
      [0.14919, 0.06322, 0.74457],
    ],
    xy: [0.3127, 0.329, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06],
  },
  'ProPhoto RGB': {
    gamma: 1.8,
    xyz: [
      [0.7977, 0.28804, 0],
      [0.13519, 0.71188, 0],
      [0.03134, 0.00009, 0.82491],
    ],
    xy: [0.3457, 0.3585, 0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001],
  },
} as const satisfies Record<string, { gamma: number; xyz: [number[], number[], number[]] | readonly unknown[]; xy: readonly number[] }>;
/** As colour engines convert them. */
const known: Record<keyof typeof spaces, [number[], number[]][]> = {
  'Adobe RGB': [
    [
      [128, 128, 128],
      [127, 127, 127],
    ],
    [
      [180, 100, 60],
      [203, 99, 54],
    ],
  ],
  'ProPhoto RGB': [
    [
      [128, 128, 128],
      [147, 147, 147],
    ],
  ],
};

describe.each(Object.keys(spaces) as (keyof typeof spaces)[])('%s', (name) => {
  const { gamma, xyz, xy } = spaces[name];
  const icc = makeProfile(gamma, xyz.map((values) => [...values]) as [number[], number[], number[]]);
  test.each(known[name])('%j is %j by its profile at 8 and 16 bits, and by gamma and primaries', async (colour, wanted) => {
    await expectColour(colourPng({ colour, chunks: [profileChunk(icc)] }), wanted);
    await expectColour(colourPng({ colour: deep(...colour), depth: 16, chunks: [profileChunk(icc)] }), wanted);
    const chunks = [gammaChunk(gamma === 2.2 ? 2.4 : gamma), primariesChunk([...xy])];
    if (gamma !== 2.2) await expectColour(colourPng({ colour: deep(...colour), depth: 16, chunks }), wanted, { tolerance: 4 });
    await expectColour(await sharp(colourPng({ colour })).withMetadata({}).jpeg({ quality: 100 }).toBuffer(), colour);
  });
});

describe('a profile', () => {
  test('of grey counts at 8 and 16 bits', async () => {
    // Half of linear light.
    const chunks = [profileChunk(makeProfile(1))];
    await expectColour(colourPng({ colour: [128], chunks }), [188, 188, 188]);
    await expectColour(colourPng({ colour: [128 * 257], depth: 16, chunks }), [188, 188, 188]);
    await expectColour(colourPng({ colour: [128 * 257, 65_535], depth: 16, chunks }), [188, 188, 188]);
  });

  test('of P3 counts in JPEG, WebP, PNG and AVIF of 8, 10 and 12 bits', async () => {
    const inP3 = sharp(colourPng({ colour: [220, 40, 30], size: [64, 64] })).withIccProfile('p3');
    for (const bytes of [
      await inP3.clone().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(),
      await inP3.clone().webp({ lossless: true }).toBuffer(),
      await inP3.clone().png().toBuffer(),
      await inP3.clone().toColourspace('rgb16').png().toBuffer(),
      await inP3.clone().avif({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(),
      await inP3.clone().avif({ quality: 95, chromaSubsampling: '4:4:4', bitdepth: 10 }).toBuffer(),
      await inP3.clone().avif({ quality: 95, chromaSubsampling: '4:4:4', bitdepth: 12 }).toBuffer(),
    ]) {
      await expectColour(bytes, [220, 40, 30], { tolerance: 5 });
    }
  });

  test('that is none is passed over', async () => {
    const chunks = [profileChunk(Buffer.from('no profile at all'))];
    await expectColour(colourPng({ colour: [200, 100, 50], chunks }), [200, 100, 50]);
    await expectColour(colourPng({ colour: deep(200, 100, 50), depth: 16, chunks }), [200, 100, 50]);
  });

  test('that says by code points that it is HDR is followed as such', async () => {
    const cicp = Buffer.concat([Buffer.from('cicp\0\0\0\0', 'latin1'), Buffer.from([9, 16, 0, 1])]);
    const icc = makeProfile(2.2, spaces['Adobe RGB'].xyz.map((values) => [...values]) as [number[], number[], number[]], [['cicp', cicp]]);
    await expectColour(colourPng({ colour: deep(148, 148, 148), depth: 16, chunks: [profileChunk(icc)] }), [255, 255, 255]);
  });
});

describe('code points', () => {
  test.each([
    ['sRGB', 1, 13, [200, 100, 50], [200, 100, 50]],
    ['what leaves all open', 2, 2, [200, 100, 50], [200, 100, 50]],
    ['a camera’s curve', 1, 1, [200, 100, 50], [200, 100, 50]],
    ['P3', 12, 13, [200, 100, 50], [215, 93, 31]],
    ['BT.2020', 9, 14, [180, 120, 90], [210, 110, 84]],
    ['linear light', 1, 8, [128, 128, 128], [188, 188, 188]],
    ['gamma 2.8', 1, 5, [128, 128, 128], [108, 108, 108]],
  ])('of %s count in PNG and AVIF of 8 and 16 or 10 bits', async (_name, primaries, transfer, colour, wanted) => {
    const chunks = [cicpChunk(primaries, transfer)];
    await expectColour(colourPng({ colour, chunks }), wanted);
    await expectColour(colourPng({ colour: deep(...colour), depth: 16, chunks }), wanted);
    await expectColour(await colourAvif(deep(...colour), { primaries, transfer }), wanted, { tolerance: 6 });
    await expectColour(await colourAvif(deep(...colour), { primaries, transfer, bitdepth: 10 }), wanted, { tolerance: 6 });
  });

  test('count before a profile in PNG, after it in AVIF', async () => {
    const chunks = [
      profileChunk(makeProfile(1, spaces['Adobe RGB'].xyz.map((values) => [...values]) as [number[], number[], number[]])),
      cicpChunk(12, 13),
    ];
    await expectColour(colourPng({ colour: [200, 100, 50], chunks }), [215, 93, 31]);
  });

  test('of narrow range stretch it', async () => {
    await expectColour(colourPng({ colour: [235, 126, 16], chunks: [cicpChunk(1, 13, false)] }), [255, 128, 0]);
  });

  test('keep transparency', async () => {
    const made = await files.render(colourPng({ colour: deep(200, 100, 50, 128), depth: 16, chunks: [cicpChunk(12, 13)] }));
    const { data } = await sharp(await made.read('original.png'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 4)]).toEqual([215, 93, 31, 128].map((value) => expect.closeTo(value, -0.8)));
  });
});

describe('PNG’s gamma and primaries', () => {
  test.each<[string, Buffer[], number[], number[]]>([
    ['linear', [gammaChunk(1)], [128, 128, 128], [188, 188, 188]],
    ['of a Macintosh', [gammaChunk(1.8)], [128, 128, 128], [147, 147, 147]],
    ['near sRGB’s', [gammaChunk(2.2)], [40, 100, 200], [40, 100, 200]],
    ['of zero', [gammaChunk(Infinity)], [40, 100, 200], [40, 100, 200]],
    ['beside an sRGB chunk', [pngSrgb(), gammaChunk(1)], [128, 128, 128], [128, 128, 128]],
    [
      'with primaries of P3',
      [gammaChunk(2.2), primariesChunk([0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06])],
      [200, 100, 50],
      [215, 93, 31],
    ],
    ['with primaries that span nothing', [primariesChunk([0, 0, 0, 0, 0, 0, 0, 0])], [200, 100, 50], [200, 100, 50]],
  ])('%s', async (_name, chunks, colour, wanted) => {
    await expectColour(colourPng({ colour, chunks }), wanted);
    await expectColour(colourPng({ colour: deep(...colour), depth: 16, chunks }), wanted);
  });
});

function pngSrgb(): Buffer {
  const chunk = colourPng({ colour: [0] }).subarray(0, 0);
  return Buffer.concat([chunk, Buffer.from([0, 0, 0, 1, 0x73, 0x52, 0x47, 0x42, 0, 0xae, 0xce, 0x1c, 0xe9])]);
}

/** The code of PQ for so many cd/m². */
function pq(nits: number): number {
  const power = (nits / 10_000) ** 0.1593017578125;
  return Math.round(65_535 * ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375);
}
const greys = (code: number): number[] => [code, code, code];

describe('HDR', () => {
  test('that is nowhere brighter than white comes out as it is', async () => {
    const bytes = colourPng({ colour: greys(pq(203)), depth: 16, chunks: [cicpChunk(9, 16)] }, greys(pq(203 * 0.2158)), greys(0));
    await expectColour(bytes, [255, 255, 255], { x: 0.1 });
    await expectColour(bytes, [128, 128, 128], { x: 0.5 });
    await expectColour(bytes, [0, 0, 0], { x: 0.9 });
  });

  test('that is brighter keeps its mid-tones, and its brightest is white', async () => {
    const bytes = colourPng(
      { colour: greys(pq(1_000)), depth: 16, chunks: [cicpChunk(9, 16)] },
      greys(pq(203)),
      greys(pq(40)),
      greys(pq(1)),
    );
    const made = await files.render(bytes);
    const [peak, white, mid, dark] = await Promise.all([0.1, 0.4, 0.6, 0.9].map(async (x) => (await made.colourAt(x))[0] ?? 0));
    expect(peak).toBeGreaterThan(250);
    expect(white).toBeGreaterThan(210);
    expect(white).toBeLessThan(245);
    expect(Math.abs((mid ?? 0) - 123)).toBeLessThan(8);
    expect(dark).toBeLessThan(25);
  });

  test('keeps its hue', async () => {
    const made = await files.render(colourPng({ colour: [pq(900), pq(300), pq(300)], depth: 16, chunks: [cicpChunk(1, 16)] }));
    const [red = 0, green = 0, blue = 0] = await made.colourAt();
    expect(red).toBeGreaterThan(250);
    expect(green).toBeGreaterThan(110);
    expect(green).toBeLessThan(190);
    expect(Math.abs(green - blue)).toBeLessThan(3);
  });

  test('of HLG has its white at three quarters of the signal', async () => {
    const bytes = colourPng({ colour: greys(0.75 * 65_535), depth: 16, chunks: [cicpChunk(9, 18)] });
    await expectColour(bytes, [255, 255, 255]);
    await expectColour(colourPng({ colour: greys(65_535), depth: 16, chunks: [cicpChunk(9, 18)] }), [255, 255, 255]);
  });

  test('in AVIF of 10 and 12 bits is mapped alike', async () => {
    for (const bitdepth of [10, 12] as const) {
      const bytes = await colourAvif(greys(pq(203 * 0.2158)), { primaries: 9, transfer: 16, bitdepth });
      await expectColour(bytes, [128, 128, 128], { tolerance: 6 });
    }
  });
});

test('ink comes out as paint does, with a profile and without', async () => {
  const cmyk = await sharp(colourPng({ colour: [200, 60, 50], size: [32, 32] }))
    .toColourspace('cmyk')
    .jpeg({ quality: 100 })
    .toBuffer();
  expect((await sharp(cmyk).metadata()).channels).toBe(4);
  await expectColour(cmyk, [200, 60, 50], { tolerance: 30 });
  const profiled = await sharp(colourPng({ colour: [200, 60, 50], size: [32, 32] }))
    .toColourspace('cmyk')
    .withIccProfile('cmyk')
    .jpeg({ quality: 100 })
    .toBuffer();
  await expectColour(profiled, [200, 60, 50], { tolerance: 30 });
});
