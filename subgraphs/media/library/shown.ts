/** The media as clients see it: its status, its progress, and the addresses of its files. */
import type { MediaDeps } from '../deps.ts';
import type { MediaRecord, RenditionFormat, RenditionRecord, Size } from '../model.ts';

export const mimeTypes: Readonly<Record<RenditionFormat, string>> = {
  JPEG: 'image/jpeg',
  PNG: 'image/png',
  WEBP: 'image/webp',
  AVIF: 'image/avif',
  MP4: 'video/mp4',
  WEBM: 'video/webm',
};

/** The formats of a still image without a format asked for: those made first, which every client can show. */
const preferred: RenditionFormat[] = ['JPEG', 'PNG', 'WEBP', 'AVIF'];
const order: Size[] = ['THUMB', 'SMALL', 'MEDIUM', 'LARGE', 'ORIGINAL'];

export interface ShownRendition {
  name: string;
  url: string;
  width: number;
  height: number;
  bytes: number;
  mimeType: string;
}

export function showRendition(deps: MediaDeps, { _id: mediaId, key }: MediaRecord, rendition: RenditionRecord): ShownRendition {
  const { file, format, width, height, bytes } = rendition;
  return { name: file, url: deps.parts.storage.url({ mediaId, key, file }), width, height, bytes, mimeType: mimeTypes[format] };
}

/**
 * The rendition nearest to the wish: of its format if there is one, then of its size, the next larger, or the next
 * smaller.
 */
export function nearestRendition(
  { kind, renditions }: Pick<MediaRecord, 'kind' | 'renditions'>,
  { size, format }: { size?: Size | null | undefined; format?: RenditionFormat | null | undefined },
): RenditionRecord | null {
  const video = renditions.find((rendition) => rendition.format === 'MP4' || rendition.format === 'WEBM');
  if (kind === 'VIDEO' && (size == null || size === 'ORIGINAL') && format == null) return video ?? null;
  const images = renditions.filter((rendition) => rendition !== video);
  const formats = format == null ? preferred : [format, ...preferred];
  const chosen = formats.find((wanted) => images.some((rendition) => rendition.format === wanted));
  const wanted = order.indexOf(size ?? 'LARGE');
  const distance = ({ size: own }: RenditionRecord): number => {
    const steps = order.indexOf(own) - wanted;
    return steps >= 0 ? steps : order.length - steps;
  };
  // A square crop replaces the whole image only without another size.
  const isCrop = (rendition: RenditionRecord): number => (rendition.size === 'THUMB' && size !== 'THUMB' ? 1 : 0);
  const [nearest] = images
    .filter((rendition) => rendition.format === chosen)
    .sort((one, other) => isCrop(one) - isCrop(other) || distance(one) - distance(other));
  return nearest ?? null;
}

/** The progress towards READY: the renditions made, and their storing. */
export function progressOf({ state, doneCount, expected }: Pick<MediaRecord, 'state' | 'doneCount' | 'expected'>): number {
  if (state === 'READY') return 1;
  return state === 'FAILED' || expected === null ? 0 : Math.min(doneCount, expected) / (expected + 1);
}
