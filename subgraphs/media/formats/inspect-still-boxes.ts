import { type ByteFile, Truncated } from './byte-file.ts';
import type { Inspected } from './format.ts';
import { inspectBoxes } from './inspect-boxes.ts';
import { findFirstPicture, findSequence } from './still-of-sequence.ts';

/** AVIF and HEIC: of a sequence without a still picture the size is that of its first. */
export async function inspectStillBoxes(file: ByteFile): Promise<Inspected> {
  const found = await inspectBoxes(file);
  const moov = await findSequence(file);
  const picture = moov && (await findFirstPicture(file, moov));
  if (!picture) return found;
  const { width, height, at, length } = picture;
  if (at + length > file.size) throw new Truncated();
  return { ...found, width, height };
}
