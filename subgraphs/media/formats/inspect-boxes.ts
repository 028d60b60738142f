import { type ByteFile, Truncated } from './byte-file.ts';
import type { Inspected } from './inspect.ts';

interface Box {
  type: string;
  /** Where its content begins, and where the box ends. */
  from: number;
  end: number;
}

/**
 * Follows the boxes of MP4, AVIF and HEIC, which must fill the file. The size is that of the largest image in the table of
 * properties: a photo in tiles lists its tiles, too.
 */
export async function inspectBoxes(file: ByteFile): Promise<Inspected> {
  const boxes = await boxesIn(file, 0, file.size);
  const meta = boxes.find(({ type }) => type === 'meta');
  if (meta) return { ...(await largestImage(file, meta)), frames: 1 };
  if (!boxes.some(({ type }) => type === 'moov' || type === 'moof')) throw new Truncated();
  return { width: null, height: null, frames: 1 };
}

const maxBoxes = 10_000;

async function boxesIn(file: ByteFile, from: number, end: number): Promise<Box[]> {
  const boxes: Box[] = [];
  for (let at = from; at < end && boxes.length < maxBoxes; ) {
    const head = await file.read(at, 8);
    const short = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    const length = short === 1 ? Number((await file.read(at + 8, 8)).readBigUInt64BE(0)) : short === 0 ? end - at : short;
    if (length < 8) throw new Error('no box');
    if (at + length > end) throw new Truncated();
    boxes.push({ type, from: at + (short === 1 ? 16 : 8), end: at + length });
    at += length;
  }
  return boxes;
}

async function largestImage(file: ByteFile, meta: Box): Promise<{ width: number; height: number }> {
  const within = async (box: Box | undefined, type: string): Promise<Box | undefined> =>
    box && (await boxesIn(file, box.from, box.end)).find((inner) => inner.type === type);
  // `meta` begins with a version and flags.
  const properties = await within(await within({ ...meta, from: meta.from + 4 }, 'iprp'), 'ipco');
  let size = { width: 0, height: 0 };
  for (const { type, from } of properties ? await boxesIn(file, properties.from, properties.end) : []) {
    if (type !== 'ispe') continue;
    const extent = await file.read(from + 4, 8);
    const found = { width: extent.readUInt32BE(0), height: extent.readUInt32BE(4) };
    if (found.width * found.height > size.width * size.height) size = found;
  }
  return size;
}
