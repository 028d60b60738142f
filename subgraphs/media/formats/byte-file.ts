import type { FileHandle } from 'node:fs/promises';

const windowBytes = 65_536;
/** A photo or a video has some hundreds of parts; a file of empty parts could have millions. */
const maxLooks = 200_000;

/** A file read at any place through a small window; `Truncated` where it ends too soon, another error after 200,000 looks. */
export interface ByteFile {
  size: number;
  /** @throws Truncated */
  read: (at: number, length: number) => Promise<Buffer>;
  /** Where a chain of blocks ends, each of which begins with its length in a byte, the last with 0. @throws Truncated */
  skipChain: (from: number) => Promise<number>;
  /**
   * The next marker of JPEG from a place on: 0xFF, any number of times, before a byte that is neither 0x00 nor 0xFF. Restart
   * markers, of which a scan may have one in each of its blocks, are passed over.
   */
  findMarker: (from: number) => Promise<{ marker: number; at: number } | null>;
}

/** A file that ends before what it says it holds. */
export class Truncated extends Error {
  override readonly name = 'Truncated';
}

export function openByteFile(handle: FileHandle, size: number): ByteFile {
  let start = 0;
  let window = Buffer.alloc(0);
  let looks = 0;
  const countLook = (): void => {
    looks += 1;
    if (looks > maxLooks) throw new Error('too many parts');
  };
  const load = async (at: number, length: number): Promise<void> => {
    const buffer = Buffer.allocUnsafe(Math.min(Math.max(length, windowBytes), size - at));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    start = at;
    window = buffer.subarray(0, bytesRead);
  };
  /** The first position from one on where a pair of bytes is found. */
  const search = async (from: number, next: (within: Buffer, offset: number) => number): Promise<number> => {
    for (let at = from; at + 1 < size; ) {
      if (at < start || at + 2 > start + window.length) await load(at, windowBytes);
      if (window.length < 2) return -1;
      const found = next(window, at - start);
      if (found >= 0) return start + found;
      at = start + window.length - 1;
    }
    return -1;
  };
  return {
    size,
    read: async (at, length) => {
      countLook();
      if (at + length > size) throw new Truncated();
      if (at < start || at + length > start + window.length) await load(at, length);
      if (at + length > start + window.length) throw new Truncated();
      return window.subarray(at - start, at - start + length);
    },
    skipChain: async (from) => {
      countLook();
      for (let at = from; at < size; ) {
        if (at < start || at >= start + window.length) await load(at, windowBytes);
        const end = start + window.length;
        if (end === start) break;
        while (at < end) {
          const length = window[at - start] ?? 0;
          at += 1 + length;
          if (length === 0) return at;
        }
      }
      throw new Truncated();
    },
    findMarker: async (from) => {
      countLook();
      const at = await search(from, (within, offset) => {
        for (let place = offset; place + 1 < within.length; place += 1) {
          const second = within[place + 1] ?? 0;
          if (within[place] === 0xff && second !== 0x00 && second !== 0xff && !isRestart(second)) return place;
        }
        return -1;
      });
      return at < 0 ? null : { marker: window[at - start + 1] ?? 0, at };
    },
  };
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}
