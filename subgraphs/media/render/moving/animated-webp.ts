/** Makes an animated WebP frame by frame: each frame holds only its changes. */
import type { Pixels } from '../raster.ts';
import { fromPixels } from '../pixels.ts';

interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
  durationMs: number;
  image: Buffer;
}

export interface AnimatedWebp {
  /** Adds a frame of the same size as all others, with transparency. */
  add: (frame: Pixels, durationMs: number) => Promise<void>;
  /** The file. */
  end: (plays: number) => Buffer;
}

const maxDurationMs = 2 ** 24 - 1;

/** @see https://developers.google.com/speed/webp/docs/riff_container */
export function beginAnimatedWebp(options: { quality: number; effort: number }): AnimatedWebp {
  const parts: Part[] = [];
  let last: Pixels | null = null;
  let size = { width: 0, height: 0 };
  return {
    add: async (frame, durationMs) => {
      const changed = last ? changedPart(last, frame) : { x: 0, y: 0, width: frame.width, height: frame.height };
      const previous = parts.at(-1);
      size = { width: frame.width, height: frame.height };
      last = { ...frame, data: Buffer.from(frame.data) };
      if (!changed && previous) {
        previous.durationMs += durationMs;
        return;
      }
      const { x, y, width, height } = changed ?? { x: 0, y: 0, ...size };
      const image = await fromPixels(frame).extract({ left: x, top: y, width, height }).webp(options).toBuffer();
      parts.push({ x, y, width, height, durationMs, image: imageChunks(image) });
    },
    end: (plays) => {
      const body = Buffer.concat([
        Buffer.from('WEBP', 'latin1'),
        head(size),
        chunk('ANIM', Buffer.from([0, 0, 0, 0, plays & 0xff, (plays >> 8) & 0xff])),
        ...parts.map(frameChunk),
      ]);
      return chunk('RIFF', body);
    },
  };
}

function head({ width, height }: { width: number; height: number }): Buffer {
  const data = Buffer.alloc(10);
  // It moves, and may be transparent.
  data[0] = 0x12;
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return chunk('VP8X', data);
}

function frameChunk({ x, y, width, height, durationMs, image }: Part): Buffer {
  const data = Buffer.alloc(16);
  for (const [index, value] of [x / 2, y / 2, width - 1, height - 1, Math.min(durationMs, maxDurationMs)].entries())
    data.writeUIntLE(value, index * 3, 3);
  // It takes the place of what is there.
  data[15] = 0x02;
  return chunk('ANMF', Buffer.concat([data, image]));
}

/** The chunks of a still WebP that hold its picture. */
function imageChunks(webp: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 12; at + 8 <= webp.length; ) {
    const length = webp.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (/^(VP8 |VP8L|ALPH)$/.test(webp.toString('latin1', at, at + 4))) kept.push(webp.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

function chunk(type: string, data: Buffer): Buffer {
  const start = Buffer.alloc(8);
  start.write(type, 'latin1');
  start.writeUInt32LE(data.length, 4);
  return Buffer.concat([start, data, Buffer.alloc(data.length % 2)]);
}

/**
 * The smallest rectangle, beginning at even coordinates, that holds all differences of two pictures; null when they are
 * equal.
 */
function changedPart(
  { data: one, width, height }: Pixels,
  { data: other }: Pixels,
): { x: number; y: number; width: number; height: number } | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  const rowBytes = width * 4;
  for (let y = 0; y < height; y += 1) {
    const from = y * rowBytes;
    if (one.compare(other, from, from + rowBytes, from, from + rowBytes) === 0) continue;
    top = Math.min(top, y);
    bottom = y;
    for (let x = 0; x < width; x += 1) {
      if (one.readUInt32LE(from + x * 4) === other.readUInt32LE(from + x * 4)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
  }
  if (bottom < 0) return null;
  const [x, y] = [left - (left % 2), top - (top % 2)];
  return { x, y, width: right - x + 1, height: bottom - y + 1 };
}
