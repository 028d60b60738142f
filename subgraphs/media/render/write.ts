import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Sharp } from 'sharp';
import type { RenditionFormat, RenditionRecord, Size } from '../model.ts';

export const extensions: Readonly<Record<RenditionFormat, string>> = {
  JPEG: 'jpg',
  PNG: 'png',
  WEBP: 'webp',
  AVIF: 'avif',
  MP4: 'mp4',
  WEBM: 'webm',
};

/** Writes an encoded image into a folder; nothing but the image is in the file. */
export async function write(image: Sharp, folder: string, size: Size, format: RenditionFormat): Promise<RenditionRecord> {
  const file = `${size.toLowerCase()}.${extensions[format]}`;
  const target = path.join(folder, file);
  const { width, height, pageHeight } = await image.toFile(target);
  const { size: bytes } = await stat(target);
  return { size, format, file, width, height: pageHeight ?? height, bytes };
}
