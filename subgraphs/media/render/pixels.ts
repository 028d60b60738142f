/** Images as pixels in memory: decoded once, then resized and encoded any number of times. */
import sharp, { type Sharp } from 'sharp';
import type { Format } from '../formats/format.ts';
import { maxPixels } from '../formats/inspect.ts';
import { Refused } from './refused.ts';
import { readableSource } from './source.ts';

/** Red, green, blue and, where there is transparency, alpha; 8 bits each, sRGB. */
export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
  channels: 3 | 4;
}

/** Of all that libvips can read, what is taken; each file's type was told by its first bytes before. */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegFile',
    'VipsForeignLoadPngFile',
    'VipsForeignLoadWebpFile',
    'VipsForeignLoadHeifFile',
    'VipsForeignLoadNsgifFile',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});
sharp.cache(false);
/** One core a child process: their number is what is limited. */
sharp.concurrency(1);

/** How strictly files are read, and how much of one. */
export const reading = { failOn: 'error', limitInputPixels: maxPixels, sequentialRead: true } as const;

/**
 * Decodes a still image, the right way up, in sRGB and without anything else that the file holds.
 *
 * @param within - The longest edge that is needed; the whole size when absent.
 * @throws Refused when it cannot be decoded.
 */
export async function decode(path: string, format: Format, within?: number): Promise<Pixels> {
  const image = sharp(await readableSource(path, format), { ...reading, autoOrient: true });
  const sized = within === undefined ? image : image.resize(within, within, { fit: 'inside', withoutEnlargement: true });
  return withoutFullAlpha(await toPixels(sized.toColourspace('srgb'), true));
}

/**
 * Decodes an image without an end mark to tell whether all of it is there.
 *
 * @throws Refused when it is not.
 */
export async function checkWhole(path: string, format: Format): Promise<void> {
  const source = await readableSource(path, format);
  const decodeWith = async (failOn: 'warning' | 'error'): Promise<unknown> => await sharp(source, { ...reading, failOn }).stats();
  try {
    // Where scans end too soon libjpeg fills up and warns. It warns of bytes between segments, too.
    await decodeWith('warning').catch(async (error: Error) => {
      if (/premature|truncated/i.test(error.message)) throw error;
      await decodeWith('error');
    });
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Runs an image's operations. @param isSource - Whether a failure is the file's. */
export async function toPixels(image: Sharp, isSource = false): Promise<Pixels> {
  try {
    const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    if (info.channels !== 3 && info.channels !== 4) throw new Refused(`The image has ${info.channels} channels.`);
    return { data, width: info.width, height: info.height, channels: info.channels };
  } catch (error) {
    throw isSource ? asRefusal(error) : error;
  }
}

/** What a decoder says of a damaged file, for people. Lack of memory and the like are no fault of the file. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof Refused || !(error instanceof Error) || /memory|no space|too many open files|ENOENT/i.test(error.message))
    return error;
  if (/pixel limit/.test(error.message)) return new Refused('The image has too many pixels.');
  return new Refused('The file is damaged: it cannot be decoded.');
}

export function fromPixels({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: maxPixels });
}

/** Without an alpha channel that says nothing. */
async function withoutFullAlpha(pixels: Pixels): Promise<Pixels> {
  if (pixels.channels === 3) return pixels;
  for (let at = 3; at < pixels.data.length; at += 4) if (pixels.data[at] !== 255) return pixels;
  return await toPixels(fromPixels(pixels).removeAlpha());
}
