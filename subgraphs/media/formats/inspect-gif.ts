import type { ByteFile } from './byte-file.ts';
import type { Inspected } from './inspect.ts';

const extension = 0x21;
const image = 0x2c;
const trailer = 0x3b;

/** Follows the blocks to the trailer and counts the images; it stops where there are too many. */
export async function inspectGif(file: ByteFile, maxFrames: number): Promise<Inspected> {
  const screen = await file.read(6, 7);
  const size = { width: screen.readUInt16LE(0), height: screen.readUInt16LE(2) };
  let at = 13 + tableBytes(screen[4] ?? 0);
  for (let frames = 0; frames <= maxFrames; ) {
    const [block] = await file.read(at, 1);
    if (block === trailer) return { ...size, frames };
    if (block === extension) at = await skipSubBlocks(file, at + 2);
    else if (block === image) {
      frames += 1;
      const descriptor = await file.read(at + 1, 9);
      at = await skipSubBlocks(file, at + 10 + tableBytes(descriptor[8] ?? 0) + 1);
    } else throw new Error('no block');
  }
  return { ...size, frames: maxFrames + 1 };
}

/** The length of the colour table that packed flags announce. */
function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0;
}

async function skipSubBlocks(file: ByteFile, from: number): Promise<number> {
  for (let at = from; ; ) {
    const [length = 0] = await file.read(at, 1);
    at += 1 + length;
    if (length === 0) return at;
  }
}
