/** Extracts the first picture of an AVIF or HEIC sequence without a still picture, as a file of its own. */
import type { ByteFile } from './byte-file.ts';
import { type Box, boxesIn } from './inspect-boxes.ts';

/** The name of a track's picture format, and the box that describes its decoding. */
const codecs: Readonly<Record<string, { config: string; item: string; brand: string }>> = {
  av01: { config: 'av1C', item: 'av01', brand: 'avif' },
  hvc1: { config: 'hvcC', item: 'hvc1', brand: 'heic' },
  hev1: { config: 'hvcC', item: 'hvc1', brand: 'heic' },
};
/** Bytes of a sample entry's fields, which come before its boxes. */
const entry = { widthAt: 24, boxesAt: 78 };

const mostTracks = 10;
/** The number of colour boxes that are read: a file has one or two. */
const mostColours = 8;

export interface FirstPicture {
  width: number;
  height: number;
  brand: string;
  item: string;
  /** The box that describes the decoding, then the colour boxes. */
  properties: { type: string; bytes: Buffer }[];
  at: number;
  length: number;
}

/** The position of the first picture in a file's first track of pictures; null without such a track. */
export async function findFirstPicture(file: ByteFile, moov: Box): Promise<FirstPicture | null> {
  for (const track of (await boxesIn(file, moov.from, moov.end)).filter(({ type }) => type === 'trak').slice(0, mostTracks)) {
    const mdia = await within(file, track, 'mdia');
    const hdlr = await within(file, mdia, 'hdlr');
    const handler = hdlr ? (await file.read(hdlr.from + 8, 4)).toString('latin1') : '';
    const table = await within(file, await within(file, mdia, 'minf'), 'stbl');
    const picture = (handler === 'pict' || handler === 'vide') && table && (await readTable(file, table));
    if (picture) return picture;
  }
  return null;
}

/** The tracks of a file that has no still picture. */
export async function findSequence(file: ByteFile): Promise<Box | null> {
  const boxes = await boxesIn(file, 0, file.size);
  const moov = boxes.find(({ type }) => type === 'moov');
  return moov && !boxes.some(({ type }) => type === 'meta') ? moov : null;
}

/** The first picture of a sequence, as a still image of the same format; null for a file with a still picture. */
export async function stillOfSequence(file: ByteFile): Promise<Buffer | null> {
  const moov = await findSequence(file);
  const picture = moov && (await findFirstPicture(file, moov));
  if (!picture) return null;
  const { brand, item, width, height, properties, at, length } = picture;
  const extent = Buffer.concat([u32(width), u32(height)]);
  const all = [box('ispe', u32(0), extent), ...properties.map(({ type, bytes }) => box(type, bytes))];
  const associations = all.map((_, index) => (index === 1 ? 0x80 : 0) | (index + 1));
  const metaOf = (offset: number): Buffer =>
    box(
      'meta',
      u32(0),
      box('hdlr', u32(0), u32(0), text('pict'), Buffer.alloc(13)),
      box('pitm', u32(0), u16(1)),
      box('iloc', u32(0), Buffer.from([0x44, 0]), u16(1), u16(1), u16(0), u16(1), u32(offset), u32(length)),
      box('iinf', u32(0), u16(1), box('infe', u32(0x02_00_00_00), u16(1), u16(0), text(item), Buffer.alloc(1))),
      box('iprp', box('ipco', ...all), box('ipma', u32(0), u32(1), u16(1), Buffer.from([associations.length, ...associations]))),
    );
  const head = box('ftyp', text(brand), u32(0), text(`mif1${brand}`));
  const dataAt = head.length + metaOf(0).length + 8;
  return Buffer.concat([head, metaOf(dataAt), box('mdat', await file.read(at, length))]);
}

async function within(file: ByteFile, parent: Box | undefined, wanted: string): Promise<Box | undefined> {
  return parent && (await boxesIn(file, parent.from, parent.end)).find(({ type }) => type === wanted);
}

/** Reads the position and the format of a track's first sample from its sample table. */
async function readTable(file: ByteFile, stbl: Box): Promise<FirstPicture | null> {
  const tables = await boxesIn(file, stbl.from, stbl.end);
  const [stsd, stsz, stco, co64] = ['stsd', 'stsz', 'stco', 'co64'].map((name) => tables.find(({ type }) => type === name));
  const offsets = stco ?? co64;
  const [sample] = stsd ? await boxesIn(file, stsd.from + 8, stsd.end) : [];
  const codec = sample && Object.hasOwn(codecs, sample.type) ? codecs[sample.type] : undefined;
  if (!sample || !codec || !stsz || !offsets) return null;
  const size = await file.read(sample.from + entry.widthAt, 4);
  const described = await boxesIn(file, sample.from + entry.boxesAt, sample.end);
  const config = described.find(({ type }) => type === codec.config);
  if (!config) return null;
  const colours = described.filter(({ type }) => type === 'colr').slice(0, mostColours);
  const properties: FirstPicture['properties'] = [];
  for (const { type, from, end } of [config, ...colours]) properties.push({ type, bytes: await file.read(from, end - from) });
  const sizes = await file.read(stsz.from + 4, 4);
  const length = sizes.readUInt32BE(0) || (await file.read(stsz.from + 12, 4)).readUInt32BE(0);
  const at = stco
    ? (await file.read(offsets.from + 8, 4)).readUInt32BE(0)
    : Number((await file.read(offsets.from + 8, 8)).readBigUInt64BE(0));
  const { brand, item } = codec;
  return { width: size.readUInt16BE(0), height: size.readUInt16BE(2), brand, item, properties, at, length };
}

function box(type: string, ...content: Buffer[]): Buffer {
  const length = 8 + content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([u32(length), text(type), ...content]);
}
function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
function text(value: string): Buffer {
  return Buffer.from(value, 'latin1');
}
