/**
 * The renditions of an animation, which stays one in WebP. Each is made from the file again, frame by frame: all frames in
 * memory would be hundreds of megabytes, and reading them is little beside writing them.
 */
import sharp, { type Sharp } from 'sharp';
import { maxAnimatedPixels } from '../formats/inspect.ts';
import type { RenditionRecord, Size } from '../model.ts';
import { asRefusal, decode, reading } from './pixels.ts';
import { readableSource } from './source.ts';
import { edges, stepsFor, thumbEdge } from './sizes.ts';
import { makePlaceholder } from './still.ts';
import type { RenderResult, RenderTask } from './task.ts';
import { write } from './write.ts';

const quality = 75;
const effort = 1;

export async function renderAnimation(
  { source, format, folder }: RenderTask,
  tell: (rendition: RenditionRecord, expected: number) => void,
): Promise<RenderResult> {
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
  await add(load(), 'ORIGINAL');
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
