import { type ByteFile, Truncated } from './byte-file.ts';
import type { Inspected } from './format.ts';

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
/** TEM stands without a length. */
const temporary = 0x01;
/** Programs write up to some twenty. A decoder goes through the whole image for each scan, however few bytes it has. */
const maxScans = 100;
/** Start of frame, of all codings: 0xC0 to 0xCF without the tables among them. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * Follows the segments and scans to the end of the image.
 *
 * Bytes between segments are passed over as libjpeg, and so every browser, does: cameras fill with 0xFF, and editors leave
 * segments whose length is wrong. Where a segment after the first scan cannot be followed, decoding tells.
 */
export async function inspectJpeg(file: ByteFile): Promise<Inspected> {
  let size: { width: number; height: number } | null = null;
  for (let [at, scans] = [2, 0]; ; ) {
    const found = await file.findMarker(at);
    const marker = found?.marker ?? endOfImage;
    const isEnd = marker === endOfImage || marker === startOfImage;
    if (size && scans > 0 && isEnd) return { ...size, frames: 1, isOpen: !found || marker !== endOfImage };
    if (!found) throw new Truncated();
    if (isEnd) throw new Error('no image');
    at = found.at + 2;
    if (marker === temporary) continue;
    const length = at + 2 <= file.size ? (await file.read(at, 2)).readUInt16BE(0) : 0;
    if (length < 2 || at + length > file.size) {
      if (size && scans > 0) return { ...size, frames: 1, isOpen: true };
      throw at + Math.max(length, 2) > file.size ? new Truncated() : new Error('no segment');
    }
    if (isFrame(marker)) {
      const frame = await file.read(at + 3, 4);
      size ??= { height: frame.readUInt16BE(0), width: frame.readUInt16BE(2) };
    }
    at += length;
    if (marker !== startOfScan) continue;
    if (!size) throw new Error('no frame before the scan');
    scans += 1;
    if (scans > maxScans) throw new Error('too many scans');
  }
}
