/** The renditions of a still image: decoded once, each size made from the next larger one. */
import { rgbaToThumbHash } from 'thumbhash';
import type { RenditionRecord, Size } from '../../model.ts';
import { readColour, type ToldColour } from '../../formats/read-colour.ts';
import { isAnimatedPng, openAnimatedPng } from '../moving/apng.ts';
import { heicToPng } from './heic.ts';
import { decode, type Encoded, fromPixels, toPixels, withoutFullAlpha } from '../pixels.ts';
import type { Pixels } from '../raster.ts';
import { edges, type Step, stepsFor, thumbEdge } from '../sizes.ts';
import type { RenderResult, RenderTask } from '../task.ts';
import { write } from '../write.ts';

type Tell = (rendition: RenditionRecord, expected: number) => void;

const jpegQuality = 80;
const originalJpegQuality = 90;
const webpQuality = 78;
/** From 0 to 6; chosen by measurement, see bench/README.md. */
const webpEffort = 2;
const avifQuality = 52;
/** From 0 to 9; chosen by measurement, see bench/README.md. */
const avifEffort = 1;
/** The largest edge that libjpeg can write. */
const maxJpegEdge = 65_500;
const thumbhashEdge = 100;

/**
 * Makes the renditions of a READY image: JPEG (PNG with transparency) and WebP of every size, and the cleaned original.
 *
 * @param colour - The colours of a file that does not declare them itself.
 */
export async function renderStill(task: RenderTask, tell: Tell, { colour }: { colour?: ToldColour } = {}): Promise<RenderResult> {
  const { folder } = task;
  const full = await decodeTask(task, colour === undefined ? {} : { colour });
  const { width, height, channels } = full;
  const expected = 1 + (stepsFor(width, height).length + 1) * 2;
  const renditions: RenditionRecord[] = [];
  const add = async (rendition: Promise<RenditionRecord>): Promise<void> => {
    renditions.push(await rendition);
    tell(renditions[renditions.length - 1] as RenditionRecord, expected);
  };
  const addBoth = async (pixels: Pixels, size: Size): Promise<void> => {
    if (channels === 4) await add(write(fromPixels(pixels).png({ compressionLevel: 6 }), folder, size, 'PNG'));
    else await add(write(fromPixels(pixels).jpeg({ quality: jpegQuality, progressive: true }), folder, size, 'JPEG'));
    await add(write(fromPixels(pixels).webp({ quality: webpQuality, effort: webpEffort }), folder, size, 'WEBP'));
  };

  const sizes = await shrinkInSteps(full);
  for (const [step, pixels] of sizes) await addBoth(pixels, step);
  await addBoth(await cropThumb([full, ...sizes.values()]), 'THUMB');
  const isBeyondJpeg = Math.max(width, height) > maxJpegEdge;
  if (channels === 4 || isBeyondJpeg) await add(write(fromPixels(full).png({ compressionLevel: 6 }), folder, 'ORIGINAL', 'PNG'));
  else await add(write(fromPixels(full).jpeg({ quality: originalJpegQuality }), folder, 'ORIGINAL', 'JPEG'));
  return { width, height, placeholder: await makePlaceholder(sizes.get('SMALL') ?? full), renditions, expected };
}

/** Makes the renditions that join later: AVIF of every size. */
export async function renderAvif(task: RenderTask, tell: Tell): Promise<RenderResult> {
  const { folder } = task;
  const full = await decodeTask(task, { within: edges.LARGE });
  const renditions: RenditionRecord[] = [];
  const add = async (pixels: Pixels, size: Size): Promise<void> => {
    const rendition = await write(fromPixels(pixels).avif({ quality: avifQuality, effort: avifEffort }), folder, size, 'AVIF');
    renditions.push(rendition);
    tell(rendition, 0);
  };
  const sizes = await shrinkInSteps(full);
  for (const [step, pixels] of sizes) await add(pixels, step);
  await add(await cropThumb([full, ...sizes.values()]), 'THUMB');
  return { width: full.width, height: full.height, placeholder: null, renditions, expected: 0 };
}

async function decodeTask({ source, format, folder }: RenderTask, options: Omit<Encoded, 'format'>): Promise<Pixels> {
  if (format === 'HEIC')
    return await decode(await heicToPng(source, folder), { ...options, format: 'PNG', colour: await readColour(source, format) });
  const first = format === 'PNG' ? await firstFrame(source, folder) : null;
  return first ?? (await decode(source, { ...options, format }));
}

/** The only frame of an animated PNG with one; its other picture is only for viewers that cannot read such files. */
async function firstFrame(source: string, folder: string): Promise<Pixels | null> {
  if (!(await isAnimatedPng(source))) return null;
  const png = await openAnimatedPng(source, folder);
  for await (const { canvas } of png?.frames() ?? []) return await withoutFullAlpha(canvas);
  return null;
}

/** An image in its sizes, the largest first, each made from the one before. */
export async function shrinkInSteps(full: Pixels): Promise<Map<Step, Pixels>> {
  const sizes = new Map<Step, Pixels>();
  let last = full;
  for (const step of stepsFor(full.width, full.height).toReversed()) {
    const edge = edges[step];
    if (Math.max(last.width, last.height) > edge) last = await toPixels(fromPixels(last).resize(edge, edge, { fit: 'inside' }));
    sizes.set(step, last);
  }
  return sizes;
}

/** A square of what draws the eye; of a smaller image, as large as it is. @param sizes - The largest first. */
export async function cropThumb(sizes: Pixels[]): Promise<Pixels> {
  const pixels = sizes.findLast(({ width, height }) => Math.min(width, height) >= thumbEdge) ?? sizes[0];
  if (!pixels) throw new Error('There is no image to crop.');
  const edge = Math.min(thumbEdge, pixels.width, pixels.height);
  return await toPixels(fromPixels(pixels).resize(edge, edge, { fit: 'cover', position: 'attention' }));
}

/** A thumbhash, base64. */
export async function makePlaceholder(pixels: Pixels): Promise<string> {
  const image = fromPixels(pixels).resize(thumbhashEdge, thumbhashEdge, { fit: 'inside', withoutEnlargement: true }).ensureAlpha();
  const { data, width, height } = await toPixels(image);
  return Buffer.from(rgbaToThumbHash(width, height, data)).toString('base64');
}
