/** Images of one colour that say in every way what their colours are. */
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { pngChunk, pngSignature } from './media-files.ts';

export interface FlatPng {
  /** The values of each pixel, in full scale of the depth: one for grey, three for colour, four with transparency. */
  colour: number[];
  depth?: 8 | 16;
  /** Goes before the image: cICP, gAMA, iCCP. */
  chunks?: Buffer[];
  size?: [number, number];
}

/** A PNG of one colour, or of several in columns of the same width. */
export function colourPng({ colour, depth = 8, chunks = [], size: [width, height] = [16, 16] }: FlatPng, ...others: number[][]): Buffer {
  const columns = [colour, ...others];
  const bytes = depth / 8;
  const row = Buffer.alloc(1 + width * colour.length * bytes);
  for (let x = 0; x < width; x += 1) {
    const values = columns[Math.floor((x * columns.length) / width)] ?? colour;
    for (const [index, value] of values.entries()) row.writeUIntBE(value, 1 + (x * colour.length + index) * bytes, bytes);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = depth;
  header[9] = { 1: 0, 2: 4, 3: 2, 4: 6 }[colour.length] ?? 2;
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([pngSignature, pngChunk('IHDR', header), ...chunks, pngChunk('IDAT', pixels), pngChunk('IEND', Buffer.alloc(0))]);
}

export function cicpChunk(primaries: number, transfer: number, isFull = true): Buffer {
  return pngChunk('cICP', Buffer.from([primaries, transfer, 0, isFull ? 1 : 0]));
}
export function gammaChunk(gamma: number): Buffer {
  const data = Buffer.alloc(4);
  data.writeUInt32BE(Math.round(100_000 / gamma));
  return pngChunk('gAMA', data);
}
/** White's x and y, then those of red, green and blue. */
export function primariesChunk(xy: number[]): Buffer {
  const data = Buffer.alloc(32);
  for (const [index, value] of xy.entries()) data.writeUInt32BE(Math.round(value * 100_000), index * 4);
  return pngChunk('cHRM', data);
}
export function profileChunk(icc: Buffer): Buffer {
  return pngChunk('iCCP', Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(icc)]));
}

/** A profile of a gamma: of RGB by the XYZ of its primaries at D50, of grey without. */
export function makeProfile(gamma: number, primaries?: [number[], number[], number[]], more: [string, Buffer][] = []): Buffer {
  const s15 = (values: number[]): Buffer => {
    const data = Buffer.alloc(values.length * 4);
    for (const [index, value] of values.entries()) data.writeInt32BE(Math.round(value * 65_536), index * 4);
    return data;
  };
  const typed = (type: string, data: Buffer): Buffer => Buffer.concat([Buffer.from(`${type}\0\0\0\0`, 'latin1'), data]);
  const curve = typed('curv', Buffer.from([0, 0, 0, 1, Math.floor(gamma), Math.round((gamma % 1) * 256) & 0xff]));
  const text = Buffer.from('test\0', 'latin1');
  const description = typed('desc', Buffer.concat([Buffer.from([0, 0, 0, text.length]), text, Buffer.alloc(78)]));
  const colours = primaries
    ? ['r', 'g', 'b'].flatMap((name, index): [string, Buffer][] => [
        [`${name}XYZ`, typed('XYZ ', s15(primaries[index] ?? []))],
        [`${name}TRC`, curve],
      ])
    : ([['kTRC', curve]] satisfies [string, Buffer][]);
  const tags: [string, Buffer][] = [
    ['desc', description],
    ['cprt', typed('text', text)],
    ['wtpt', typed('XYZ ', s15([0.9642, 1, 0.8249]))],
    ...colours,
    ...more,
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const bodies: Buffer[] = [];
  let at = 128 + table.length;
  for (const [index, [name, data]] of tags.entries()) {
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(at, 8 + index * 12);
    table.writeUInt32BE(data.length, 12 + index * 12);
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    bodies.push(padded);
    at += padded.length;
  }
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x02_40_00_00, 8);
  header.write(`mntr${primaries ? 'RGB ' : 'GRAY'}XYZ `, 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  s15([0.9642, 1, 0.8249]).copy(header, 68);
  return Buffer.concat([header, table, ...bodies]);
}

/** An AVIF of one colour that says by code points what it is. */
export async function colourAvif(
  colour: number[],
  { primaries, transfer, bitdepth = 8 }: { primaries: number; transfer: number; bitdepth?: 8 | 10 | 12 },
): Promise<Buffer> {
  const image = sharp(colourPng({ colour, depth: 16, size: [64, 64] })).toColourspace(bitdepth === 8 ? 'srgb' : 'rgb16');
  // A profile has the box written, whose place the code points then take.
  const profiled = image.withIccProfile('p3').avif({ quality: 95, chromaSubsampling: '4:4:4', bitdepth });
  const avif = await profiled.toBuffer();
  const at = avif.indexOf('colr', 0, 'latin1') + 4;
  avif.write('nclx', at, 'latin1');
  avif.writeUInt16BE(primaries, at + 4);
  avif.writeUInt16BE(transfer, at + 6);
  avif.writeUInt16BE(6, at + 8);
  avif[at + 10] = 0x80;
  return avif;
}
