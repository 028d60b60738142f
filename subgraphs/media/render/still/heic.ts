/** HEIC, which libvips as it is shipped cannot read: decoded by libheif's own WebAssembly build, then read on as a PNG. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { maxPixels } from '../../formats/inspect.ts';
import { fromPixels } from '../pixels.ts';
import { withProfile } from './png-profile.ts';
import { Refused } from '../refused.ts';
import { readableSource } from '../source.ts';

interface HeifImage {
  get_width: () => number;
  get_height: () => number;
  is_primary: () => boolean;
  display: (into: { data: Uint8ClampedArray; width: number; height: number }, done: (filled: object | null) => void) => void;
  free: () => void;
}
interface Libheif {
  HeifDecoder: new () => { decode: (data: Uint8Array) => HeifImage[] };
}

/**
 * Writes the main image of a HEIC, the right way up, as a PNG with its colour profile into a folder.
 *
 * @returns The PNG's path. @throws Refused when it cannot be decoded.
 */
export async function heicToPng(source: string, folder: string): Promise<string> {
  // Two megabytes, loaded by the few processes that meet such a file.
  const { default: libheif } = (await import('libheif-js/wasm-bundle.js')) as unknown as { default: Libheif };
  const readable = await readableSource(source, 'HEIC');
  const file = typeof readable === 'string' ? await readFile(readable) : readable;
  const pixels = await decodeMain(libheif, file);
  const png = await fromPixels(pixels).png({ compressionLevel: 0 }).toBuffer();
  const target = path.join(folder, 'decoded.png');
  await writeFile(target, withProfile(png, findProfile(file)));
  return target;
}

async function decodeMain({ HeifDecoder }: Libheif, file: Buffer) {
  const images = new HeifDecoder().decode(file);
  const image = images.find((each) => each.is_primary()) ?? images[0];
  if (!image) throw new Refused('The file is damaged: it cannot be decoded.');
  const [width, height] = [image.get_width(), image.get_height()];
  if (width * height > maxPixels) throw new Refused('The image has too many pixels.');
  const data = new Uint8ClampedArray(width * height * 4);
  const filled = await new Promise<object | null>((resolve) => image.display({ data, width, height }, resolve));
  for (const each of images) each.free();
  if (!filled) throw new Refused('The file is damaged: it cannot be decoded.');
  return { data: Buffer.from(data.buffer), width, height, channels: 4 } as const;
}

/** The ICC profile of the box `colr`: phones write Display P3 so. */
function findProfile(file: Buffer): Buffer | null {
  const at = file.indexOf('colrprof', 0, 'latin1');
  if (at < 4) return null;
  const length = file.readUInt32BE(at - 4);
  return at - 4 + length <= file.length && length > 12 ? file.subarray(at + 8, at - 4 + length) : null;
}
