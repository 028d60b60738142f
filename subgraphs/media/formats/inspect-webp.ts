import { type ByteFile, Truncated } from './byte-file.ts';
import type { Inspected } from './format.ts';

/**
 * How many bytes longer than its file a container may claim to be: some count their own head, some leave a fill byte
 * out.
 */
export const riffSlackBytes = 9;

/** Follows the chunks of the RIFF container. */
export async function inspectWebp(file: ByteFile, maxFrames: number): Promise<Inspected> {
  const told = 8 + (await file.read(4, 4)).readUInt32LE(0);
  if (told > file.size + riffSlackBytes) throw new Truncated();
  const end = Math.min(told, file.size);
  let size: { width: number; height: number } | null = null;
  let frames = 0;
  for (let at = 12; at + 8 <= end && frames <= maxFrames; ) {
    const chunk = await file.read(at, 8);
    const type = chunk.toString('latin1', 0, 4);
    const length = chunk.readUInt32LE(4);
    if (at + 8 + length > end) throw new Truncated();
    if (type === 'ANMF') frames += 1;
    size ??= await sizeIn(file, type, at + 8);
    at += 8 + length + (length % 2);
  }
  if (!size) throw new Error('no image');
  return { ...size, frames: Math.max(frames, 1), isOpen: false };
}

/** The size in the first chunk of an image. */
async function sizeIn(file: ByteFile, type: string, at: number): Promise<{ width: number; height: number } | null> {
  if (type === 'VP8X') {
    const data = await file.read(at, 10);
    return { width: 1 + data.readUIntLE(4, 3), height: 1 + data.readUIntLE(7, 3) };
  }
  if (type === 'VP8L') {
    const bits = (await file.read(at + 1, 4)).readUInt32LE(0);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (type === 'VP8 ') {
    const data = await file.read(at + 6, 4);
    return { width: data.readUInt16LE(0) & 0x3fff, height: data.readUInt16LE(2) & 0x3fff };
  }
  return null;
}
