/**
 * The renditions of an animation, which stays one in WebP. Each is made from the file again, frame by frame: all frames in
 * memory would be hundreds of megabytes, and reading them is little beside writing them.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type ResizeOptions, type Sharp } from 'sharp';
import { maxAnimatedPixels } from '../../formats/inspect.ts';
import type { RenditionRecord, Size } from '../../model.ts';
import { asRefusal, decode, fromPixels, reading, toPixels } from '../pixels.ts';
import { readableSource } from '../source.ts';
import { openAnimatedPng, type AnimatedPng } from './apng.ts';
import { beginAnimatedWebp } from './animated-webp.ts';
import { edges, stepsFor, thumbEdge } from '../sizes.ts';
import { makePlaceholder } from '../still/still.ts';
import type { RenderResult, RenderTask } from '../task.ts';
import { write } from '../write.ts';

const quality = 75;
const effort = 1;
/** The largest edge that the format allows; a larger animation is shrunk. */
const maxWebpEdge = 16_383;

type Tell = (rendition: RenditionRecord, expected: number) => void;

export async function renderAnimation(task: RenderTask, tell: Tell): Promise<RenderResult> {
  const { source, format, folder } = task;
  const png = format === 'PNG' ? await openAnimatedPng(source, folder) : null;
  if (png) return await renderFrames(png, task, tell);
  const readable = await readableSource(source, format);
  const load = (): Sharp => sharp(readable, { ...reading, limitInputPixels: maxAnimatedPixels, animated: true }).toColourspace('srgb');
  const { width, height } = await sizeOf(load());
  const steps = stepsFor(width, height);
  const expected = steps.length + 2;
  const renditions: RenditionRecord[] = [];
  const add = async (image: Sharp, size: Size): Promise<void> => {
    try {
      const rendition = await write(image.webp({ quality, effort }), folder, size, 'WEBP');
      renditions.push(rendition);
      tell(rendition, expected);
    } catch (error) {
      throw asRefusal(error);
    }
  };
  const edge = Math.min(thumbEdge, width, height);
  await add(load().resize(edge, edge, { fit: 'cover', position: 'centre' }), 'THUMB');
  for (const step of steps) await add(load().resize(edges[step], edges[step], { fit: 'inside', withoutEnlargement: true }), step);
  const isBeyondWebp = Math.max(width, height) > maxWebpEdge;
  await add(isBeyondWebp ? load().resize(maxWebpEdge, maxWebpEdge, { fit: 'inside' }) : load(), 'ORIGINAL');
  return { width, height, placeholder: await makePlaceholder(await decode(source, { format })), renditions, expected };
}

async function sizeOf(image: Sharp): Promise<{ width: number; height: number }> {
  try {
    const { width, height, pageHeight = height } = await image.metadata();
    return { width, height: pageHeight };
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Makes all sizes in parallel: each frame is composed once, then dropped. */
async function renderFrames({ width, height, plays, frames }: AnimatedPng, { folder }: RenderTask, tell: Tell): Promise<RenderResult> {
  const edge = Math.min(thumbEdge, width, height);
  const inside = (longest: number): ResizeOptions => ({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true });
  const sizes: [Size, ResizeOptions][] = [
    ['THUMB', { width: edge, height: edge, fit: 'cover', position: 'centre' }],
    ...stepsFor(width, height).map((step): [Size, ResizeOptions] => [step, inside(edges[step])]),
    ['ORIGINAL', inside(maxWebpEdge)],
  ];
  const files = sizes.map(([size, options]) => ({ size, options, webp: beginAnimatedWebp({ quality, effort }), width: 0, height: 0 }));
  let placeholder: string | null = null;
  for await (const { canvas, delayMs } of frames()) {
    placeholder ??= await makePlaceholder(canvas);
    for (const file of files) {
      const pixels = await toPixels(fromPixels(canvas).resize(file.options));
      ({ width: file.width, height: file.height } = pixels);
      await file.webp.add(pixels, delayMs);
    }
  }
  const renditions: RenditionRecord[] = [];
  for (const { size, webp, width: wide, height: high } of files) {
    const bytes = webp.end(plays);
    const file = `${size.toLowerCase()}.webp`;
    await writeFile(path.join(folder, file), bytes);
    renditions.push({ size, format: 'WEBP', file, width: wide, height: high, bytes: bytes.length });
    tell(renditions[renditions.length - 1] as RenditionRecord, files.length);
  }
  return { width, height, placeholder, renditions, expected: files.length };
}
