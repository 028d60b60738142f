import type { ByteFile } from './byte-file.ts';
import type { Inspected } from './inspect.ts';

/** Follows the chunks from IHDR to IEND. An animated PNG counts as its still image, which is what is made of it. */
export async function inspectPng(file: ByteFile): Promise<Inspected> {
  const header = await file.read(8, 16);
  if (header.toString('latin1', 4, 8) !== 'IHDR') throw new Error('no header');
  const size = { width: header.readUInt32BE(8), height: header.readUInt32BE(12) };
  for (let at = 8; ; ) {
    const chunk = await file.read(at, 8);
    const type = chunk.toString('latin1', 4, 8);
    at += 12 + chunk.readUInt32BE(0);
    await file.read(at - 4, 4);
    if (type === 'IEND') return { ...size, frames: 1 };
  }
}
