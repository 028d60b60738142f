/**
 * Reads the colours that an image declares without a profile: CICP in PNG, AVIF and HEIC, gamma and primaries in PNG.
 */
import { open } from 'node:fs/promises';
import { type ByteFile, openByteFile, Truncated } from './byte-file.ts';
import { colourOfAv1 } from './av1-colour.ts';
import { type Colour, bt709, colourOfCodes, type Primaries, unlessSrgb } from './cicp.ts';
import type { Format } from './format.ts';
import { type Box, boxesIn, metaHeadBytes } from './inspect-boxes.ts';
import { findFirstPicture, findSequence } from './still-of-sequence.ts';

/** `profile`: the embedded one counts; null: sRGB. */
export type ToldColour = Colour | 'profile' | null;

/** Reads the colours that an image declares. Of several declarations the one that browsers follow counts. */
export async function readColour(path: string, format: Format): Promise<ToldColour> {
  if (format !== 'PNG' && format !== 'AVIF' && format !== 'HEIC') return 'profile';
  await using handle = await open(path, 'r');
  const file = openByteFile(handle, (await handle.stat()).size);
  try {
    return await (format === 'PNG' ? fromPng(file) : fromItems(file));
  } catch (error) {
    if (error instanceof Truncated) return 'profile';
    throw error;
  }
}

/** A gamma that is nearly sRGB's means sRGB. */
const isNearSrgb = (gamma: number): boolean => Math.abs(gamma - 2.2) < 0.11;

async function fromPng(file: ByteFile): Promise<ToldColour> {
  let [hasProfile, isSrgb] = [false, false];
  let gamma: number | null = null;
  let primaries: Primaries | null = null;
  for (let at = 8; ; ) {
    const chunk = await file.read(at, 8);
    const [length, type] = [chunk.readUInt32BE(0), chunk.toString('latin1', 4, 8)];
    const read = async (bytes: number): Promise<Buffer> => await file.read(at + 8, bytes);
    if (type === 'IDAT' || type === 'IEND') break;
    if (type === 'cICP' && length === 4) {
      const [primary = 0, transfer = 0, , isFull = 1] = await read(4);
      return colourOfCodes(primary, transfer, isFull === 0);
    }
    if (type === 'iCCP') hasProfile = true;
    if (type === 'sRGB') isSrgb = true;
    if (type === 'gAMA' && length === 4) gamma = 100_000 / (await read(4)).readUInt32BE(0);
    if (type === 'cHRM' && length === 32) primaries = chromaticities(await read(32));
    at += 12 + length;
  }
  if (hasProfile) return 'profile';
  if (isSrgb || (gamma === null && primaries === null)) return null;
  const isSane = gamma !== null && gamma >= 0.2 && gamma <= 10;
  const transfer = gamma === null || !isSane || isNearSrgb(gamma) ? 'srgb' : gamma;
  return unlessSrgb({ primaries: primaries ?? bt709, transfer, isNarrow: false });
}

/** cHRM begins with white. Primaries that span no colours are ignored. */
function chromaticities(data: Buffer): Primaries | null {
  const at = (index: number): number => data.readUInt32BE(index * 4) / 100_000;
  const [rx, ry, gx, gy, bx, by] = [at(2), at(3), at(4), at(5), at(6), at(7)];
  const area = rx * (gy - by) + gx * (by - ry) + bx * (ry - gy);
  const isSane = Math.abs(area) > 0.01 && at(1) > 0.05 && Math.max(rx + ry, gx + gy, bx + by, at(0) + at(1)) <= 1.1;
  return isSane ? [rx, ry, gx, gy, bx, by, at(0), at(1)] : null;
}

/**
 * The colours that the boxes declare for the main image, or for the file as a whole; otherwise those that an AV1 stream
 * declares itself.
 */
async function fromItems(file: ByteFile): Promise<ToldColour> {
  const top = await boxesIn(file, 0, file.size);
  const meta = top.find(({ type }) => type === 'meta');
  if (!meta) return await fromTracks(file);
  const inMeta = await boxesIn(file, meta.from + metaHeadBytes, meta.end);
  const find = (wanted: string, boxes = inMeta) => boxes.find(({ type }) => type === wanted);
  const iprp = find('iprp');
  const inIprp = iprp ? await boxesIn(file, iprp.from, iprp.end) : [];
  const ipco = find('ipco', inIprp);
  const properties = ipco ? await boxesIn(file, ipco.from, ipco.end) : [];
  const pitm = find('pitm');
  const [version = 0] = pitm ? await file.read(pitm.from, 1) : [];
  const main = pitm ? (await file.read(pitm.from + 4, version === 0 ? 2 : 4)).readUIntBE(0, version === 0 ? 2 : 4) : 0;
  const ipma = find('ipma', inIprp);
  const own = ipma ? associatedWith(await file.read(ipma.from, ipma.end - ipma.from), main) : [];
  const ofMain = own.flatMap((index) => properties[index - 1] ?? []);
  // The tiles may declare the colours where the image made of them does not.
  const colrs = [ofMain, properties].map((boxes) => boxes.filter(({ type }) => type === 'colr')).find(({ length }) => length > 0) ?? [];
  if (colrs.length > 0) return await fromBoxes(file, colrs);
  const [iloc, idat] = [find('iloc'), find('idat')];
  if (!iloc || !properties.some(({ type }) => type === 'av1C')) return null;
  const places = placesOfItems(await file.read(iloc.from, iloc.end - iloc.from), idat?.from ?? 0);
  const found = places.find(({ item }) => item === main) ?? places[0];
  return found ? await fromStream(file, found) : null;
}

/** The colours of a sequence without a still picture. */
async function fromTracks(file: ByteFile): Promise<ToldColour> {
  const moov = await findSequence(file);
  const picture = moov && (await findFirstPicture(file, moov));
  if (!picture) return 'profile';
  const colrs = picture.properties.filter(({ type }) => type === 'colr').map(({ bytes }) => bytes);
  if (colrs.length > 0) return toldBy(colrs);
  return picture.item === 'av01' ? await fromStream(file, picture) : null;
}

const streamBytes = 1_000;

async function fromStream(file: ByteFile, { at, length }: { at: number; length: number }): Promise<Colour | null> {
  return colourOfAv1(await file.read(at, Math.min(length, streamBytes, file.size - at))) ?? null;
}

async function fromBoxes(file: ByteFile, colrs: readonly Box[]): Promise<ToldColour> {
  const contents: Buffer[] = [];
  for (const { from, end } of colrs) contents.push(await file.read(from, Math.min(end - from, 11)));
  return toldBy(contents);
}

/** The colours of the `colr` boxes: a profile has priority over code points. */
function toldBy(colrs: readonly Buffer[]): ToldColour {
  let told: ToldColour = null;
  for (const data of colrs) {
    const kind = data.toString('latin1', 0, 4);
    if (kind === 'prof' || kind === 'rICC') return 'profile';
    if (kind === 'nclx' && data.length >= 8) told ??= colourOfCodes(data.readUInt16BE(4), data.readUInt16BE(6));
  }
  return told;
}

/** The positions of the items' data, as `iloc` lists them. */
function placesOfItems(iloc: Buffer, idatAt: number): { item: number; at: number; length: number }[] {
  const [version = 0, , , , sizes = 0, others = 0] = iloc;
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 4, sizes & 15, others >> 4];
  const indexBytes = version > 0 ? others & 15 : 0;
  let at = 6;
  const read = (bytes: number): number => {
    at += bytes;
    // The upper two of the eight bytes are beyond any file's size.
    return bytes === 0 ? 0 : bytes > 6 ? iloc.readUIntBE(at - 6, 6) : iloc.readUIntBE(at - bytes, bytes);
  };
  const places: { item: number; at: number; length: number }[] = [];
  for (let left = read(version < 2 ? 2 : 4); left > 0; left -= 1) {
    const entryBytes = (version < 2 ? 2 : 4) + (version > 0 ? 2 : 0) + 2 + baseBytes + 2;
    if (at + entryBytes > iloc.length) break;
    const item = read(version < 2 ? 2 : 4);
    const isInIdat = version > 0 && (read(2) & 15) === 1;
    read(2);
    const base = read(baseBytes);
    const extents = read(2);
    const extentBytes = indexBytes + offsetBytes + lengthBytes;
    if (at + extents * extentBytes > iloc.length) break;
    if (extents > 0) {
      read(indexBytes);
      const offset = read(offsetBytes);
      places.push({ item, at: base + offset + (isInIdat ? idatAt : 0), length: read(lengthBytes) });
    }
    at += Math.max(0, extents - 1) * extentBytes;
  }
  return places;
}

/** The numbers, from 1 on, of the properties of an item. */
function associatedWith(ipma: Buffer, item: number): number[] {
  const [version = 0, , , flags = 0] = ipma;
  const idBytes = version < 1 ? 2 : 4;
  const isWide = (flags & 1) === 1;
  for (let at = 8, entry = 0; entry < ipma.readUInt32BE(4) && at + idBytes < ipma.length; entry += 1) {
    const id = ipma.readUIntBE(at, idBytes);
    const count = ipma[at + idBytes] ?? 0;
    at += idBytes + 1;
    const bytes = isWide ? 2 : 1;
    if (at + count * bytes > ipma.length) return [];
    if (id === item)
      return Array.from({ length: count }, (_, index) => ipma.readUIntBE(at + index * bytes, bytes) & (isWide ? 0x7fff : 0x7f));
    at += count * bytes;
  }
  return [];
}
