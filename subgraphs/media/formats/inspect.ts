/** Inspects a file's structure without decoding it: size in pixels, frames, and whether it is complete. */
import type { FileHandle } from 'node:fs/promises';
import { AppError } from '#lib/core/errors.ts';
import { openByteFile, Truncated } from './byte-file.ts';
import { type Format, formats, type Inspected, type Kind } from './format.ts';
import { inspectBoxes } from './inspect-boxes.ts';
import { inspectGif } from './inspect-gif.ts';
import { inspectJpeg } from './inspect-jpeg.ts';
import { inspectPng } from './inspect-png.ts';
import { inspectStillBoxes } from './inspect-still-boxes.ts';
import { inspectWebm } from './inspect-webm.ts';
import { inspectWebp } from './inspect-webp.ts';

/** 8,192 x 6,144: the 50 megapixels of phones. */
export const maxPixels = 50_331_648;
/** Resizing fails beyond 32,000,000, and a higher image takes longer than a task may. */
export const maxEdge = 1_000_000;
export const maxFrames = 500;
/** Pixels of all frames together, because all of them are decoded. */
export const maxAnimatedPixels = 100_000_000;

const inspectors = {
  JPEG: inspectJpeg,
  PNG: inspectPng,
  WebP: inspectWebp,
  GIF: inspectGif,
  AVIF: inspectStillBoxes,
  HEIC: inspectStillBoxes,
  MP4: inspectBoxes,
  WebM: inspectWebm,
};

/**
 * Inspects a received file.
 *
 * @throws AppError `BAD_USER_INPUT` for a file that is broken off or damaged, `PAYLOAD_TOO_LARGE` for too many pixels or frames;
 * both name `file`.
 */
export async function inspect(handle: FileHandle, size: number, format: Format): Promise<Inspected & { kind: Kind }> {
  let found: Inspected;
  try {
    found = await inspectors[format](openByteFile(handle, size), maxFrames);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const fault = error instanceof Truncated ? 'broken off' : 'damaged';
    throw new AppError('BAD_USER_INPUT', `The file is ${fault}: it is no whole ${format}.`, { field: 'file' });
  }
  const { width, height, frames } = found;
  if (formats[format].isVideo) return { ...found, kind: 'VIDEO' };
  const pixels = (width ?? 0) * (height ?? 0);
  if (pixels === 0) throw new AppError('BAD_USER_INPUT', 'The image has no size.', { field: 'file' });
  if (frames > maxFrames) throw tooLarge(`An animation may have ${maxFrames} frames.`);
  if (Math.max(width ?? 0, height ?? 0) > maxEdge) throw tooLarge(`An image may be ${maxEdge.toLocaleString('en')} pixels wide or high.`);
  if (pixels > maxPixels) throw tooLarge(`An image may have ${maxPixels.toLocaleString('en')} pixels.`);
  if (frames > 1 && pixels * frames > maxAnimatedPixels)
    throw tooLarge(`The frames of an animation may have ${maxAnimatedPixels / 1e6} megapixels in all.`);
  return { ...found, kind: frames > 1 ? 'ANIMATION' : 'IMAGE' };
}

function tooLarge(message: string): AppError {
  return new AppError('PAYLOAD_TOO_LARGE', message, { field: 'file' });
}
