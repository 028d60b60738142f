import { type ByteFile, Truncated } from './byte-file.ts';
import type { Inspected } from './format.ts';

const chunkFrameBytes = 12;

/**
 * Follows the chunks from IHDR to IEND. Of an animated PNG the frames count: its image may be only for viewers that
 * cannot show them.
 */
export async function inspectPng(file: ByteFile, maxFrames: number): Promise<Inspected> {
  const header = await file.read(8, 16);
  if (header.toString('latin1', 4, 8) !== 'IHDR') throw new Error('no header');
  const size = { width: header.readUInt32BE(8), height: header.readUInt32BE(12) };
  let isAnimated = false;
  let frames = 0;
  let hasImage = false;
  const found = (isOpen: boolean): Inspected => ({ ...size, frames: isAnimated ? Math.max(frames, 1) : 1, isOpen });
  for (let at = 8; ; ) {
    if (isAnimated && frames > maxFrames) return found(false);
    // What is left may be a part of IEND.
    if (file.size - at < chunkFrameBytes && hasImage && isEndMark(await file.read(at, file.size - at))) return found(true);
    const chunk = await file.read(at, 8);
    const type = chunk.toString('latin1', 4, 8);
    if (type === 'acTL' && !hasImage) isAnimated = true;
    if (type === 'fcTL') frames += 1;
    if (type === 'IDAT') hasImage = true;
    at += chunkFrameBytes + chunk.readUInt32BE(0);
    if (at > file.size) throw new Truncated();
    if (type === 'IEND') return found(false);
  }
}

const endMark = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);

function isEndMark(rest: Buffer): boolean {
  return endMark.subarray(0, rest.length).equals(rest);
}
