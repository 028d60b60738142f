import { type ByteFile, Truncated } from './byte-file.ts';
import type { Inspected } from './format.ts';

const extension = 0x21;
/** An extension that goes before an image. */
const graphicControl = 0xf9;
const image = 0x2c;

/**
 * Follows the blocks and counts the images; stops where there are too many.
 *
 * The trailer or the end of the file ends it, and after an image any bytes that are no block, as in browsers. Zero
 * bytes between blocks are skipped, as browsers do. A screen without a size is as large as its images.
 */
export async function inspectGif(file: ByteFile, maxFrames: number): Promise<Inspected & { fillBytesAt: number[] }> {
  const screen = await file.read(6, 7);
  let [width, height] = [screen.readUInt16LE(0), screen.readUInt16LE(2)];
  const isSized = width > 0 && height > 0;
  let at = 13 + tableBytes(screen[4] ?? 0);
  let frames = 0;
  let isImageAnnounced = false;
  const fillBytesAt: number[] = [];
  while (frames <= maxFrames && at < file.size) {
    const [block] = await file.read(at, 1);
    if (block === 0) {
      fillBytesAt.push(at);
      at += 1;
    } else if (block === extension) {
      const [, label] = await file.read(at, 2);
      isImageAnnounced ||= label === graphicControl;
      at = await file.skipChain(at + 2);
    } else if (block === image) {
      frames += 1;
      isImageAnnounced = false;
      const descriptor = await file.read(at + 1, 9);
      if (!isSized) {
        width = Math.max(width, descriptor.readUInt16LE(0) + descriptor.readUInt16LE(4));
        height = Math.max(height, descriptor.readUInt16LE(2) + descriptor.readUInt16LE(6));
      }
      at = await file.skipChain(at + 10 + tableBytes(descriptor[8] ?? 0) + 1);
    } else break;
  }
  if (isImageAnnounced && at >= file.size) throw new Truncated();
  if (frames === 0) throw new Error('no image');
  return { width, height, frames, isOpen: false, fillBytesAt };
}

/** The length of the colour table that packed flags announce. */
function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0;
}
