// Looks at single fields of stored documents without decoding the others. Stored bytes were checked when they came in.
import { decodeValue } from './decode.ts';
import type { Document } from './values.ts';

/** Gets a field's type, where it begins (its type byte) and where its value does and ends. */
type Visit = (from: Buffer, start: number, valueStart: number, end: number) => void;

interface KnownField {
  name: string;
  /** With the zero that closes it. */
  bytes: Buffer;
  isWanted: boolean;
}

/**
 * Compiles a walk over the wanted fields at the top of documents.
 *
 * The documents of a collection are alike: each field is first taken for what the last document had in its place.
 */
function walkerOf(isWanted: (name: string) => boolean): (bytes: Uint8Array, visit: Visit) => Buffer {
  const layout: KnownField[] = [];
  return (bytes, visit) => {
    const from = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const last = from.length - 1;
    for (let at = 4, nth = 0; at < last; nth++) {
      let known = layout[nth];
      if (!known || !beginsWith(from, at + 1, known.bytes)) {
        const nameEnd = from.indexOf(0, at + 1);
        const name = from.toString('utf8', at + 1, nameEnd);
        known = { name, bytes: Buffer.from(from.subarray(at + 1, nameEnd + 1)), isWanted: isWanted(name) };
        layout[nth] = known;
      }
      const valueStart = at + 1 + known.bytes.length;
      const end = valueEnd(from, from[at]!, valueStart);
      if (known.isWanted) visit(from, at, valueStart, end);
      at = end;
    }
    return from;
  };
}

function beginsWith(from: Buffer, at: number, name: Buffer): boolean {
  for (let i = 0; i < name.length; i++) if (from[at + i] !== name[i]) return false;
  return true;
}

/** Compiles what gives a document with just these fields at its top, as it would be decoded. */
export function fieldDecoder(names: ReadonlySet<string>): (bytes: Uint8Array) => Document {
  const walk = walkerOf((name) => names.has(name));
  return (bytes) => {
    const doc: Document = new Map();
    walk(bytes, (from, start, valueStart, end) => {
      doc.set(from.toString('utf8', start + 1, valueStart - 1), decodeValue(from, from[start]!, valueStart, end));
    });
    return doc;
  };
}

/** Compiles what gives the same, still encoded, with fields of doubles added at its end. */
export function fieldPicker(names: ReadonlySet<string>, added: readonly string[] = []): (bytes: Uint8Array, value?: number) => Buffer {
  const walk = walkerOf((name) => names.has(name) && !added.includes(name));
  const addedBytes = added.reduce((sum, name) => sum + Buffer.byteLength(name) + 10, 0);
  return (bytes, value = 0) => {
    const to = Buffer.allocUnsafe(bytes.length + addedBytes);
    let length = 4;
    // Neighbours are copied in one go.
    let runStart = 4;
    let runEnd = 4;
    const from = walk(bytes, (source, start, _valueStart, end) => {
      if (start !== runEnd) {
        length += source.copy(to, length, runStart, runEnd);
        runStart = start;
      }
      runEnd = end;
    });
    length += from.copy(to, length, runStart, runEnd);
    for (const name of added) {
      to[length++] = 0x01;
      length += to.write(name, length);
      to[length++] = 0;
      length = to.writeDoubleLE(value, length);
    }
    to[length++] = 0;
    to.writeInt32LE(length, 0);
    return to.subarray(0, length);
  };
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
    case 0x08:
      return at + 1;
    case 0x0a:
      return at;
    case 0x0b:
      return from.indexOf(0, from.indexOf(0, at) + 1) + 1;
    case 0x10:
      return at + 4;
    case 0x01:
    case 0x09:
    case 0x11:
    case 0x12:
      return at + 8;
    case 0x07:
      return at + 12;
    case 0x13:
      return at + 16;
    default:
      throw new TypeError(`a stored value of type ${type}`);
  }
}
