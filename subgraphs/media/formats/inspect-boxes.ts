import { type ByteFile, Truncated } from './byte-file.ts';
import type { Inspected } from './format.ts';

export interface Box {
  type: string;
  /** The positions where its content begins and where the box ends. */
  from: number;
  end: number;
}

/**
 * Follows the boxes of MP4, AVIF and HEIC up to the end, or to bytes that are no box any more. The size is that of the largest
 * image in the table of properties: a photo in tiles lists its tiles, too.
 */
export async function inspectBoxes(file: ByteFile): Promise<Inspected> {
  const boxes = await boxesIn(file, 0, file.size);
  const find = (wanted: string): Box | undefined => boxes.find(({ type }) => type === wanted);
  const [meta, moov] = [find('meta'), find('moov')];
  if (!meta && !moov && !find('moof')) throw new Truncated();
  // Tables point elsewhere in the file: a truncated file may have the tables and nothing else.
  const inMeta = meta ? await boxesIn(file, meta.from + metaHeadBytes, meta.end) : [];
  const inMoov = moov ? await boxesIn(file, moov.from, moov.end) : [];
  const hasTable = inMeta.some(({ type }) => type === 'iloc') || inMoov.some(({ type }) => type === 'trak');
  if (hasTable && !find('mdat') && !inMeta.some(({ type }) => type === 'idat')) throw new Truncated();
  return { ...(meta ? await largestImage(file, meta) : { width: null, height: null }), frames: 1, isOpen: false };
}

const maxBoxes = 10_000;
/** `meta` begins with a version and flags. */
export const metaHeadBytes = 4;
/** The boxes on one level of a file. Other types that do not fit are no boxes: bytes may follow the last one. */
const fileBoxes = /^(ftyp|styp|meta|moov|moof|mfra|mdat|idat|free|skip|wide|uuid|udta|sidx|ssix|prft|emsg|pdin|meco|bloc)$/;

/** The boxes within a place of a file, at most 10,000. @throws Truncated when the file ends within one. */
export async function boxesIn(file: ByteFile, from: number, end: number): Promise<Box[]> {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= end && boxes.length < maxBoxes; ) {
    const head = await file.read(at, 8);
    const short = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    const isLong = short === 1 && at + 16 <= end;
    const length = isLong ? Number((await file.read(at + 8, 8)).readBigUInt64BE(0)) : short === 0 ? end - at : short;
    const isBox = length >= (isLong ? 16 : 8) && at + length <= end;
    if (!isBox && from === 0 && boxes.length > 0 && !fileBoxes.test(type)) return boxes;
    if (length < 8) throw new Error('no box');
    if (!isBox) throw new Truncated();
    boxes.push({ type, from: at + (isLong ? 16 : 8), end: at + length });
    at += length;
  }
  return boxes;
}

async function largestImage(file: ByteFile, meta: Box): Promise<{ width: number; height: number }> {
  const within = async (box: Box | undefined, type: string): Promise<Box | undefined> =>
    box && (await boxesIn(file, box.from, box.end)).find((inner) => inner.type === type);
  const properties = await within(await within({ ...meta, from: meta.from + metaHeadBytes }, 'iprp'), 'ipco');
  let size = { width: 0, height: 0 };
  for (const { type, from } of properties ? await boxesIn(file, properties.from, properties.end) : []) {
    if (type !== 'ispe') continue;
    const extent = await file.read(from + 4, 8);
    const found = { width: extent.readUInt32BE(0), height: extent.readUInt32BE(4) };
    if (found.width * found.height > size.width * size.height) size = found;
  }
  return size;
}
