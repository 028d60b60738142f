import { type ByteFile, Truncated } from './byte-file.ts';
import type { Inspected } from './format.ts';
import { inspectBoxes } from './inspect-boxes.ts';
import { findFirstPicture, findSequence } from './still-of-sequence.ts';

/** Inspects AVIF and HEIC. A sequence without a still picture has the size of its first picture. */
export async function inspectStillBoxes(file: ByteFile): Promise<Inspected> {
  const found = await inspectBoxes(file);
  const moov = await findSequence(file);
  const picture = moov && (await findFirstPicture(file, moov));
  if (!picture) return found;
  const { width, height, at, length } = picture;
  if (at + length > file.size) throw new Truncated();
  return { ...found, width, height };
}
