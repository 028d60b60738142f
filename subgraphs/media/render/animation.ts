/** The renditions of an animation, which stays one in WebP: decoded once, each size made from the frames in memory. */
import sharp, { type Sharp } from 'sharp';
import { maxAnimatedPixels } from '../formats/inspect.ts';
import type { RenditionRecord, Size } from '../model.ts';
import { asRefusal, reading } from './pixels.ts';
import { edges, stepsFor, thumbEdge } from './sizes.ts';
import { makePlaceholder } from './still.ts';
import type { RenderResult, RenderTask } from './task.ts';
import { write } from './write.ts';

const quality = 75;
const effort = 1;

export async function renderAnimation(
  { source, folder }: RenderTask,
  tell: (rendition: RenditionRecord, expected: number) => void,
): Promise<RenderResult> {
  const { frames, width, height, pages, timing } = await decodeFrames(source);
  const steps = stepsFor(width, height);
  const expected = steps.length + 2;
  const renditions: RenditionRecord[] = [];
  const load = (): Sharp =>
    sharp(frames, { raw: { width, height: height * pages, channels: 4, pageHeight: height }, limitInputPixels: maxAnimatedPixels });
  const add = async (image: Sharp, size: Size): Promise<void> => {
    const rendition = await write(image.webp({ quality, effort, ...timing }), folder, size, 'WEBP');
    renditions.push(rendition);
    tell(rendition, expected);
  };
  const edge = Math.min(thumbEdge, width, height);
  await add(load().resize(edge, edge, { fit: 'cover', position: 'centre' }), 'THUMB');
  for (const step of steps) await add(load().resize(edges[step], edges[step], { fit: 'inside', withoutEnlargement: true }), step);
  await add(load(), 'ORIGINAL');
  const first = { data: frames.subarray(0, width * height * 4), width, height, channels: 4 } as const;
  return { width, height, placeholder: await makePlaceholder(first), renditions, expected };
}

interface Frames {
  /** All frames, one below the other. */
  frames: Buffer;
  width: number;
  height: number;
  pages: number;
  timing: { delay: number[]; loop: number };
}

async function decodeFrames(source: string): Promise<Frames> {
  const image = sharp(source, { ...reading, limitInputPixels: maxAnimatedPixels, animated: true });
  try {
    const { delay = [], loop = 0, pages = 1 } = await image.metadata();
    const { data, info } = await image.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    return { frames: data, width: info.width, height: info.pageHeight ?? info.height, pages, timing: { delay, loop } };
  } catch (error) {
    throw asRefusal(error);
  }
}
