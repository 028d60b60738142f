import { type ByteFile, Truncated } from './byte-file.ts';
import type { Inspected } from './inspect.ts';

const startOfScan = 0xda;
/** Start of frame, of all codings: 0xC0 to 0xCF without the tables among them. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Follows the segments to the first scan, then looks for the end of the image. */
export async function inspectJpeg(file: ByteFile): Promise<Inspected> {
  let size: { width: number; height: number } | null = null;
  for (let at = 2; ; ) {
    const [prefix, marker = 0] = await file.read(at, 2);
    if (prefix !== 0xff) throw new Error('no marker');
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = (await file.read(at + 2, 2)).readUInt16BE(0);
    if (length < 2) throw new Error('no segment');
    if (isFrame(marker)) {
      const frame = await file.read(at + 5, 4);
      size = { height: frame.readUInt16BE(0), width: frame.readUInt16BE(2) };
    }
    at += 2 + length;
    if (marker !== startOfScan) continue;
    if (!size) throw new Error('no frame before the scan');
    if ((await file.find(0xff, 0xd9, at)) < 0) throw new Truncated();
    return { ...size, frames: 1 };
  }
}
