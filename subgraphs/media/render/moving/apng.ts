/** The frames of an animated PNG, which libvips does not read: each as a PNG of its own, put together as the format says. */
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { openByteFile } from '../../formats/byte-file.ts';
import { maxFrames } from '../../formats/inspect.ts';
import { decode } from '../pixels.ts';
import type { Pixels } from '../raster.ts';
import { Refused } from '../refused.ts';

export interface Frame {
  /** The whole picture, with transparency; it is written over for the next frame. */
  canvas: Pixels;
  delayMs: number;
}

export interface AnimatedPng {
  width: number;
  height: number;
  /** The number of times that it plays; 0: for ever. */
  plays: number;
  frames: () => AsyncGenerator<Frame, void, void>;
}

interface Control {
  width: number;
  height: number;
  x: number;
  y: number;
  delayMs: number;
  /** 1: cleared afterwards, 2: as it was before. */
  dispose: number;
  isOver: boolean;
  data: Buffer[];
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Whether a PNG says before its image that it moves. */
export async function isAnimatedPng(source: string): Promise<boolean> {
  await using handle = await open(source, 'r');
  const file = openByteFile(handle, (await handle.stat()).size);
  for (let at = 8; at + 8 <= file.size; ) {
    const chunkHead = await file.read(at, 8);
    const type = chunkHead.toString('latin1', 4, 8);
    if (type === 'acTL' || type === 'IDAT') return type === 'acTL';
    at += 12 + chunkHead.readUInt32BE(0);
  }
  return false;
}

/** Reads the frames of a PNG; null without any. The picture before them is a frame only if the file says so. */
export async function openAnimatedPng(source: string, folder: string): Promise<AnimatedPng | null> {
  const file = await readFile(source);
  const shared: Buffer[] = [];
  const controls: Control[] = [];
  let header = Buffer.alloc(0);
  let plays: number | null = null;
  let hasImage = false;
  for (let at = 8; at + 12 <= file.length; ) {
    const [length, type] = [file.readUInt32BE(at), file.toString('latin1', at + 4, at + 8)];
    const data = file.subarray(at + 8, at + 8 + length);
    const whole = file.subarray(at, at + 12 + length);
    at += 12 + length;
    if (type === 'IHDR') header = data;
    else if (type === 'acTL') plays = data.readUInt32BE(4);
    else if (type === 'fcTL') controls.push(readControl(data));
    else if (type === 'IDAT' || type === 'fdAT') {
      if (plays === null) return null;
      hasImage ||= type === 'IDAT';
      controls.at(-1)?.data.push(type === 'IDAT' ? data : data.subarray(4));
    } else if (type === 'IEND') break;
    else if (!hasImage) shared.push(whole);
    if (controls.length > maxFrames) break;
  }
  const drawn = controls.filter(({ data }) => data.length > 0);
  if (plays === null || drawn.length === 0 || header.length < 13) return null;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (drawn.some((frame) => frame.width < 1 || frame.height < 1 || frame.x + frame.width > width || frame.y + frame.height > height))
    throw new Refused('The file is damaged: it cannot be decoded.');
  const decodeFrame = async (control: Control): Promise<Pixels> => {
    const own = Buffer.from(header);
    own.writeUInt32BE(control.width, 0);
    own.writeUInt32BE(control.height, 4);
    const image = [chunk('IHDR', own), ...shared, chunk('IDAT', Buffer.concat(control.data)), chunk('IEND', Buffer.alloc(0))];
    const local = path.join(folder, 'frame.png');
    await writeFile(local, Buffer.concat([signature, ...image]));
    const pixels = await decode(local, { format: 'PNG' });
    await rm(local);
    return pixels;
  };
  return { width, height, plays, frames: () => compose({ width, height }, drawn, decodeFrame) };
}

function readControl(data: Buffer): Control {
  if (data.length < 26) throw new Refused('The file is damaged: it cannot be decoded.');
  const at = (place: number): number => data.readUInt32BE(place);
  const delayMs = Math.round((data.readUInt16BE(20) * 1000) / (data.readUInt16BE(22) || 100));
  const [dispose = 0, blend = 0] = data.subarray(24, 26);
  return { width: at(4), height: at(8), x: at(12), y: at(16), delayMs, dispose, isOver: blend === 1, data: [] };
}

async function* compose(
  { width, height }: { width: number; height: number },
  controls: readonly Control[],
  decodeFrame: (control: Control) => Promise<Pixels>,
): AsyncGenerator<Frame, void, void> {
  const data = Buffer.alloc(width * height * 4);
  for (const [index, control] of controls.entries()) {
    const pixels = await decodeFrame(control);
    const isRestored = control.dispose === 2 && index > 0;
    const before = isRestored ? Buffer.from(data) : null;
    draw(data, width, pixels, control);
    yield { canvas: { data, width, height, channels: 4 }, delayMs: control.delayMs };
    if (before) before.copy(data);
    else if (control.dispose !== 0) clear(data, width, control);
  }
}

function draw(canvas: Buffer, width: number, { data, channels }: Pixels, { x, y, width: wide, height: high, isOver }: Control): void {
  for (let row = 0; row < high; row += 1) {
    for (let column = 0; column < wide; column += 1) {
      const from = (row * wide + column) * channels;
      const to = ((y + row) * width + x + column) * 4;
      const alpha = channels === 4 ? (data[from + 3] ?? 0) : 255;
      const under = isOver ? ((canvas[to + 3] ?? 0) * (255 - alpha)) / 255 : 0;
      const total = alpha + under;
      for (let at = 0; at < 3; at += 1)
        canvas[to + at] = total === 0 ? 0 : Math.round(((data[from + at] ?? 0) * alpha + (canvas[to + at] ?? 0) * under) / total);
      canvas[to + 3] = Math.round(total);
    }
  }
}

function clear(canvas: Buffer, width: number, { x, y, width: wide, height: high }: Control): void {
  for (let row = y; row < y + high; row += 1) canvas.fill(0, (row * width + x) * 4, (row * width + x + wide) * 4);
}

function chunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(data.length + 12);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, 'latin1');
  data.copy(framed, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, data.length + 8)), data.length + 8);
  return framed;
}
