import { type ByteFile, Truncated } from './byte-file.ts';
import type { Inspected } from './format.ts';

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const maxSegments = 10_000;
/** Start of frame, of all codings: 0xC0 to 0xCF without the tables among them. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** TEM and the restart markers have no content. */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/**
 * Follows the segments to the first scan, then looks for the end of the image.
 *
 * Bytes between segments are skipped as libjpeg, and so every browser, does: cameras fill with 0xFF, and editors leave
 * segments whose length is wrong.
 */
export async function inspectJpeg(file: ByteFile): Promise<Inspected> {
  let size: { width: number; height: number } | null = null;
  for (let [at, segments] = [2, 0]; ; segments += 1) {
    if (segments > maxSegments) throw new Error('too many segments');
    const found = await file.findMarker(at);
    if (!found) throw new Truncated();
    const { marker } = found;
    at = found.at + 2;
    if (isAlone(marker)) continue;
    if (marker === startOfImage || marker === endOfImage) throw new Error('no image');
    const length = (await file.read(at, 2)).readUInt16BE(0);
    if (length < 2) throw new Error('no segment');
    if (isFrame(marker)) {
      const frame = await file.read(at + 3, 4);
      size = { height: frame.readUInt16BE(0), width: frame.readUInt16BE(2) };
    }
    at += length;
    if (marker !== startOfScan) continue;
    if (!size) throw new Error('no frame before the scan');
    if (at > file.size) throw new Truncated();
    return { ...size, frames: 1, isOpen: (await file.find(0xff, endOfImage, at)) < 0 };
  }
}
