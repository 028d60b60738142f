import { type ByteFile, Truncated } from './byte-file.ts';
import type { Inspected } from './format.ts';

const segment = 0x18538067;

/** Finds the segment, which must be within the file where its length is known; a live recording does not state it. */
export async function inspectWebm(file: ByteFile): Promise<Inspected> {
  for (let at = 0; at < file.size; ) {
    const id = await readNumber(file, at, true);
    const length = await readNumber(file, at + id.bytes, false);
    const end = at + id.bytes + length.bytes + length.value;
    if (id.value === segment) {
      if (!length.isUnknown && end > file.size) throw new Truncated();
      return { width: null, height: null, frames: 1, isOpen: false };
    }
    at = end;
  }
  throw new Truncated();
}

/** A number of variable length: an id keeps the bit that marks its length. */
async function readNumber(file: ByteFile, at: number, keepsMark: boolean): Promise<{ value: number; bytes: number; isUnknown: boolean }> {
  const [first = 0] = await file.read(at, 1);
  const bytes = Math.clz32(first) - 23;
  if (bytes > 8) throw new Error('no number');
  const data = await file.read(at, bytes);
  let value = keepsMark ? first : first & (0xff >> bytes);
  let isUnknown = value === 0xff >> bytes;
  for (const byte of data.subarray(1)) {
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return { value, bytes, isUnknown };
}
