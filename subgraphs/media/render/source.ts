/** Prepares a file for libvips: as it is, or repaired where browsers show it and libvips would not. */
import { open, readFile } from 'node:fs/promises';
import { riffSlackBytes } from '../formats/inspect-webp.ts';
import { openByteFile } from '../formats/byte-file.ts';
import type { Format } from '../formats/format.ts';
import { maxFrames } from '../formats/inspect.ts';
import { stillOfSequence } from '../formats/still-of-sequence.ts';
import { inspectGif } from '../formats/inspect-gif.ts';

const endOfImage = Buffer.from([0xff, 0xd9]);
const headBytes = 12;
/** An end mark that something follows, such as a second image, is farther from the end. */
const tailBytes = 4_096;

/** A path, or the bytes of a repaired file; such files are images of a bounded size. */
export async function readableSource(path: string, format: Format): Promise<string | Buffer> {
  if (format === 'PNG') return (await withoutTexts(path)) ?? path;
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  if (format === 'GIF') {
    const { fillBytesAt } = await inspectGif(openByteFile(file, size), maxFrames);
    return fillBytesAt.length === 0 ? path : without(await readFile(path), fillBytesAt);
  }
  const bytesAt = async (at: number, length: number): Promise<Buffer> =>
    (await file.read(Buffer.alloc(length), 0, length, Math.max(0, at))).buffer;
  if (format === 'JPEG') {
    if ((await bytesAt(size - tailBytes, tailBytes)).includes(endOfImage)) return path;
    return Buffer.concat([await readFile(path), endOfImage]);
  }
  const head = await bytesAt(0, headBytes);
  if (format === 'WebP') {
    const excess = head.readUInt32LE(4) + 8 - size;
    if (excess <= 0 || excess > riffSlackBytes) return path;
    // The container ends where the file does, after the fill byte of its last chunk.
    const bytes = Buffer.concat([await readFile(path), Buffer.alloc(size % 2)]);
    bytes.writeUInt32LE(bytes.length - 8, 4);
    return bytes;
  }
  const still = await stillOfSequence(openByteFile(file, size));
  if (still) return still;
  // The file is a sequence that also has a still picture: libvips looks only at the first brand.
  if (head.toString('latin1', 8, 12) !== 'avis') return path;
  const bytes = await readFile(path);
  bytes.write('avif', 8, 'latin1');
  return bytes;
}

/** Text chunks of a PNG. Decompressed, a text may be a thousand times as long; libpng keeps up to a thousand texts in memory. */
const texts = new Set(['zTXt', 'iTXt', 'tEXt']);

/** A PNG without its texts, which no rendition has; null where it has none. */
async function withoutTexts(path: string): Promise<Buffer | null> {
  const bytes = await readFile(path);
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  let hasTexts = false;
  for (let at = 8; at + 8 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (texts.has(bytes.toString('latin1', at + 4, at + 8))) hasTexts = true;
    else kept.push(bytes.subarray(at, end));
    at = end;
  }
  return hasTexts ? Buffer.concat(kept) : null;
}

function without(bytes: Buffer, places: readonly number[]): Buffer {
  return Buffer.concat(
    [...places, bytes.length].map((place, index) => bytes.subarray(index === 0 ? 0 : (places[index - 1] ?? 0) + 1, place)),
  );
}
