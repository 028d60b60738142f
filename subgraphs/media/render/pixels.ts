/** Images as pixels in memory: decoded once, then resized and encoded any number of times. */
import sharp, { type Sharp } from 'sharp';
import type { Format } from '../formats/format.ts';
import { maxPixels } from '../formats/inspect.ts';
import type { Colour } from '../formats/cicp.ts';
import { colourOfCodes } from '../formats/cicp.ts';
import { readColour, type ToldColour } from '../formats/read-colour.ts';
import { toSrgb } from './still/to-srgb.ts';
import type { Pixels, RawPixels } from './raster.ts';
import { withProfile } from './still/png-profile.ts';
import { Refused } from './refused.ts';
import { readableSource } from './source.ts';

/**
 * Allows only the accepted formats of all that libvips can read. Each file's first bytes have decided its type before.
 */
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
    'VipsForeignLoadPngBuffer',
  ],
});
sharp.cache(false);
/** One core a child process: their number is what is limited. */
sharp.concurrency(1);

/** A file to decode. */
export interface Encoded {
  format: Format;
  /** The longest edge that is needed; the whole size when absent. */
  within?: number | undefined;
  /** The colours, where the caller knows them; otherwise the file's own declaration counts. */
  colour?: ToldColour;
}

/** Options for reading: how strictly, and how much. */
export const reading = { failOn: 'error', limitInputPixels: maxPixels, sequentialRead: true } as const;

/**
 * Decodes a still image, the right way up, in sRGB and without anything else that the file holds.
 *
 * @throws Refused when it cannot be decoded.
 */
export async function decode(path: string, { format, within, colour }: Encoded): Promise<Pixels> {
  const source = await readableSource(path, format);
  const told = colour === undefined ? await readColour(path, format) : colour;
  try {
    const { depth, space, icc } = await sharp(source, reading).metadata();
    const isDeep = depth !== 'uchar';
    const known = told === 'profile' ? (icc ? codesInProfile(icc) : null) : told;
    const isDeepGrey = space === 'grey16' && icc !== undefined && told === 'profile' && known === null;
    const readable = isDeepGrey ? await shallowGrey(source, icc) : source;
    const image = sharp(readable, { ...reading, autoOrient: true, ignoreIcc: known !== null || told === null });
    const sized = within === undefined ? image : image.resize(within, within, { fit: 'inside', withoutEnlargement: true });
    if (known) return await withoutFullAlpha(toSrgb(await toRaw(sized, isDeep), known));
    // sharp converts more than 8 bits with a profile to Display P3 unless a profile is given.
    const converted = isDeep && icc ? sized.withIccProfile('srgb') : sized;
    return await withoutFullAlpha(await toPixels(converted.toColourspace('srgb'), true));
  } catch (error) {
    throw asRefusal(error);
  }
}

/** A grey image of 8 bits with its profile, which sharp passes over at 16. */
async function shallowGrey(source: string | Buffer, icc: Buffer): Promise<Buffer> {
  const image = sharp(source, { ...reading, ignoreIcc: true })
    .keepExif()
    .toColourspace('b-w');
  return withProfile(await image.png({ compressionLevel: 0 }).toBuffer(), icc);
}

/** Pixels with the colours and, as far as 16 bits hold them, the depth that the file has. */
async function toRaw(image: Sharp, isDeep: boolean): Promise<RawPixels> {
  const converted = isDeep ? image.toColourspace('rgb16').raw({ depth: 'ushort' }) : image.toColourspace('srgb').raw({ depth: 'uchar' });
  const { data, info } = await converted.toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 && channels !== 4) throw new Error(`It has ${channels} channels.`);
  return { data: isDeep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data, width, height, channels };
}

/** The code points in a profile, for a curve that a screen's profile cannot hold: HDR. */
function codesInProfile(icc: Buffer): Colour | null {
  const tags = Math.min(icc.length >= 132 ? icc.readUInt32BE(128) : 0, 100);
  for (let at = 132; at + 12 <= Math.min(icc.length, 132 + tags * 12); at += 12) {
    const from = icc.readUInt32BE(at + 4);
    if (icc.toString('latin1', at, at + 4) !== 'cicp' || from + 12 > icc.length) continue;
    const colour = colourOfCodes(icc[from + 8] ?? 0, icc[from + 9] ?? 0);
    return colour?.transfer === 'pq' || colour?.transfer === 'hlg' ? colour : null;
  }
  return null;
}

/**
 * Decodes an image without an end mark to find out whether it is complete.
 *
 * @throws Refused when it is not.
 */
export async function checkWhole(path: string, format: Format): Promise<void> {
  const source = await readableSource(path, format);
  const decodeWith = async (failOn: 'warning' | 'error'): Promise<unknown> => await sharp(source, { ...reading, failOn }).stats();
  try {
    // libjpeg fills up incomplete scans and warns. It also warns of bytes between segments.
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
    if (info.channels !== 3 && info.channels !== 4) throw new Error(`It has ${info.channels} channels.`);
    return { data, width: info.width, height: info.height, channels: info.channels };
  } catch (error) {
    throw isSource ? asRefusal(error) : error;
  }
}

/** Turns a decoder's error into a reason for people. Lack of memory and the like are not the file's fault. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof Refused || !(error instanceof Error)) return error;
  // libheif reports an image that is larger than its structure says as a lack of memory.
  if (/pixel limit|security limit/i.test(error.message)) return new Refused('The image has too many pixels.');
  if (/memory|no space|too many open files|ENOENT/i.test(error.message)) return error;
  if (/exceed|dimension|too (wide|high|large)/i.test(error.message)) return new Refused('The image is wider or higher than can be shown.');
  return new Refused('The file is damaged: it cannot be decoded.');
}

export function fromPixels({ data, width, height, channels }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: maxPixels });
}

/** Removes an alpha channel that is opaque everywhere. */
export async function withoutFullAlpha(pixels: Pixels): Promise<Pixels> {
  if (pixels.channels === 3) return pixels;
  for (let at = 3; at < pixels.data.length; at += 4) if (pixels.data[at] !== 255) return pixels;
  return await toPixels(fromPixels(pixels).removeAlpha());
}
