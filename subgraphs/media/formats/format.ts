/** The formats that are taken, told by their first bytes alone: names and what clients say of types count for nothing. */

export type Format = 'JPEG' | 'PNG' | 'WebP' | 'AVIF' | 'GIF' | 'HEIC' | 'MP4' | 'WebM';
export type Kind = 'IMAGE' | 'ANIMATION' | 'VIDEO';

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

/** What is told from what a file begins with: a format that is taken, or the name of one that is not. */
export type Sniffed = { format: Format } | { refused: string };

/** How many of a file's first bytes `sniff` looks at. */
export const sniffedBytes = 512;

const avifBrands = ['avif', 'avis'];
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'];
const mp4Brands = ['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ', 'dash', 'MSNV'];

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
  if (has(mp4Brands)) return { format: 'MP4' };
  return { refused: 'This type of file' };
}
