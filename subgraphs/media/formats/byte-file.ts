import type { FileHandle } from 'node:fs/promises';

const windowBytes = 65_536;

/** A file read at any place through a small window; `Truncated` where it ends too soon. */
export interface ByteFile {
  size: number;
  /** @throws Truncated */
  read: (at: number, length: number) => Promise<Buffer>;
  /** The place of the next occurrence of two bytes from a place on; -1 when there is none. */
  find: (first: number, second: number, from: number) => Promise<number>;
}

/** A file that ends before what it says it holds. */
export class Truncated extends Error {
  override readonly name = 'Truncated';
}

export function openByteFile(handle: FileHandle, size: number): ByteFile {
  let start = 0;
  let window = Buffer.alloc(0);
  const load = async (at: number, length: number): Promise<void> => {
    const buffer = Buffer.allocUnsafe(Math.min(Math.max(length, windowBytes), size - at));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    start = at;
    window = buffer.subarray(0, bytesRead);
  };
  return {
    size,
    read: async (at, length) => {
      if (at + length > size) throw new Truncated();
      if (at < start || at + length > start + window.length) await load(at, length);
      if (at + length > start + window.length) throw new Truncated();
      return window.subarray(at - start, at - start + length);
    },
    find: async (first, second, from) => {
      const pattern = Buffer.from([first, second]);
      for (let at = from; at + 1 < size; at += windowBytes - 1) {
        await load(at, windowBytes);
        const found = window.indexOf(pattern);
        if (found >= 0) return at + found;
      }
      return -1;
    },
  };
}
