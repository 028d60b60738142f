// Looks at single fields of a stored document without decoding the others. Stored bytes were checked when they came in.
import { decodeDocument } from './decode.ts';
import type { Document } from './values.ts';

const SIZES: Record<number, number> = {
  0x01: 8,
  0x07: 12,
  0x08: 1,
  0x09: 8,
  0x0a: 0,
  0x10: 4,
  0x11: 8,
  0x12: 8,
  0x13: 16,
};

/** The document with just these fields at its top, as it would be decoded. */
export function decodeFields(bytes: Uint8Array, names: ReadonlySet<string>): Document {
  return decodeDocument(pickFields(bytes, names));
}

/** The same, still encoded, with fields of doubles added at its end. */
export function pickFields(bytes: Uint8Array, names: ReadonlySet<string>, added: readonly string[] = [], value = 0): Buffer {
  const from = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const addedBytes = added.reduce((sum, name) => sum + Buffer.byteLength(name) + 10, 0);
  const to = Buffer.allocUnsafe(from.length + addedBytes);
  let length = 4;
  for (let at = 4; at < from.length - 1; ) {
    let nameEnd = at + 1;
    let isAscii = true;
    for (; from[nameEnd] !== 0; nameEnd++) if (from[nameEnd]! > 127) isAscii = false;
    const end = valueEnd(from, from[at]!, nameEnd + 1);
    const name = from.toString(isAscii ? 'latin1' : 'utf8', at + 1, nameEnd);
    if (names.has(name) && !added.includes(name)) {
      to.set(from.subarray(at, end), length);
      length += end - at;
    }
    at = end;
  }
  for (const name of added) {
    to[length++] = 0x01;
    length += to.write(name, length);
    to[length++] = 0;
    length = to.writeDoubleLE(value, length);
  }
  to[length++] = 0;
  to.writeInt32LE(length, 0);
  return to.subarray(0, length);
}

function valueEnd(from: Buffer, type: number, at: number): number {
  switch (type) {
    case 0x02:
      return at + 4 + from.readInt32LE(at);
    case 0x03:
    case 0x04:
      return at + from.readInt32LE(at);
    case 0x05:
      return at + 5 + from.readInt32LE(at);
    case 0x0b:
      return from.indexOf(0, from.indexOf(0, at) + 1) + 1;
    default: {
      const size = SIZES[type];
      if (size === undefined) throw new TypeError(`a stored value of type ${type}`);
      return at + size;
    }
  }
}
