/** The accepted formats. Only a file's first bytes decide its format: names and declared types do not count. */

export type Format = 'JPEG' | 'PNG' | 'WebP' | 'AVIF' | 'GIF' | 'HEIC' | 'MP4' | 'WebM';
export type Kind = 'IMAGE' | 'ANIMATION' | 'VIDEO';

/** The contents of a file; the size of a video is not known before it is decoded. */
export interface Inspected {
  width: number | null;
  height: number | null;
  /** 1 for a still image and for a video. */
  frames: number;
  /** Whether the format has no end mark, so that only decoding shows whether the image is complete. */
  isOpen: boolean;
}

const maxImageBytes = 20_000_000;
const maxVideoBytes = 200_000_000;

export const formats: Readonly<Record<Format, { mimeType: string; isVideo: boolean; maxBytes: number }>> = {
  JPEG: { mimeType: 'image/jpeg', isVideo: false, maxBytes: maxImageBytes },
  PNG: { mimeType: 'image/png', isVideo: false, maxBytes: maxImageBytes },
  WebP: { mimeType: 'image/webp', isVideo: false, maxBytes: maxImageBytes },
  AVIF: { mimeType: 'image/avif', isVideo: false, maxBytes: maxImageBytes },
  GIF: { mimeType: 'image/gif', isVideo: false, maxBytes: maxImageBytes },
  HEIC: { mimeType: 'image/heic', isVideo: false, maxBytes: maxImageBytes },
  MP4: { mimeType: 'video/mp4', isVideo: true, maxBytes: maxVideoBytes },
  WebM: { mimeType: 'video/webm', isVideo: true, maxBytes: maxVideoBytes },
};

/** Other names of these types, which cameras, browsers and older programs give. */
const aliases: Readonly<Record<string, Format>> = {
  'image/jpg': 'JPEG',
  'image/pjpeg': 'JPEG',
  'image/x-png': 'PNG',
  'image/apng': 'PNG',
  'image/vnd.mozilla.apng': 'PNG',
  'image/avif-sequence': 'AVIF',
  'image/heif': 'HEIC',
  'image/heic-sequence': 'HEIC',
  'image/heif-sequence': 'HEIC',
  'video/x-m4v': 'MP4',
  'video/3gpp': 'MP4',
  'video/3gpp2': 'MP4',
};

/** The format of a declared type, in any case and with any parameters; null for one that is not accepted. */
export function formatCalled(mimeType: string): Format | null {
  const name = mimeType.replace(/;.*/s, '').trim().toLowerCase();
  const [found] = Object.entries(formats).find(([, format]) => format.mimeType === name) ?? [];
  return (found as Format | undefined) ?? (Object.hasOwn(aliases, name) ? (aliases[name] ?? null) : null);
}

/** The result of `sniff`: an accepted format, or the name of another one. */
export type Sniffed = { format: Format } | { refused: string };

/** The number of a file's first bytes that `sniff` reads. */
export const sniffedBytes = 512;

const avifBrands = ['avif', 'avis'];
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'];
const mp4Brands = /^(isom|iso[2-9]|mp4[12]|mp71|avc1|hvc1|M4V[ HP]|dash|MSNV|XAVC|NDSC|F4V |f4v |3g[eghps][0-9]|3g2[a-c])$/;

/** @param head - The file's first bytes, `sniffedBytes` of them where it has as many. */
export function sniff(head: Buffer): Sniffed {
  const startsWith = (...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  const ascii = (from: number, to: number): string => head.toString('latin1', from, to);
  if (startsWith(0xff, 0xd8, 0xff)) return { format: 'JPEG' };
  if (startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return { format: 'PNG' };
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return { format: 'WebP' };
  if (ascii(0, 6) === 'GIF87a' || ascii(0, 6) === 'GIF89a') return { format: 'GIF' };
  if (startsWith(0x1a, 0x45, 0xdf, 0xa3)) return ascii(0, sniffedBytes).includes('webm') ? { format: 'WebM' } : { refused: 'Matroska' };
  if (ascii(4, 8) === 'ftyp') return sniffBrands(head);
  if (ascii(0, 4) === '%PDF') return { refused: 'PDF' };
  if (ascii(0, 2) === 'BM') return { refused: 'BMP' };
  if (ascii(0, 4) === 'II*\0' || ascii(0, 4) === 'MM\0*') return { refused: 'TIFF' };
  const text = head.toString('utf8').toLowerCase();
  if (text.includes('<svg')) return { refused: 'SVG' };
  if (/<(!doctype html|html|script|body|head)\b/.test(text)) return { refused: 'HTML' };
  if (text.trimStart().startsWith('<?xml')) return { refused: 'XML' };
  return { refused: 'This type of file' };
}

/** The container of MP4, AVIF and HEIC: its brands, the main one first, say which. */
function sniffBrands(head: Buffer): Sniffed {
  const end = Math.min(head.readUInt32BE(0), head.length - 3);
  const brands: string[] = [];
  for (let at = 8; at < end; at += 4) if (at !== 12) brands.push(head.toString('latin1', at, at + 4));
  const has = (known: string[]): boolean => brands.some((brand) => known.includes(brand));
  if (has(avifBrands)) return { format: 'AVIF' };
  if (has(heicBrands)) return { format: 'HEIC' };
  if (brands[0] === 'qt  ') return { refused: 'QuickTime' };
  if (brands.some((brand) => mp4Brands.test(brand))) return { format: 'MP4' };
  return { refused: 'This type of file' };
}
