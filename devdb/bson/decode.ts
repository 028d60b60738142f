// Reads BSON bytes. Lengths are checked at every step: bytes come from the network.
import { CommandError, ErrorCode } from '../errors.ts';
import { Binary, Decimal, type Document, Double, ObjectId, Regex, Timestamp, type Value } from './values.ts';

const maxDepth = 180;
const refusedTypes: Record<number, string> = {
  0x06: 'undefined',
  0x0c: 'dbPointer',
  0x0d: 'javascript',
  0x0e: 'symbol',
  0x0f: 'javascriptWithScope',
  0x7f: 'maxKey',
  0xff: 'minKey',
};

interface Reader {
  buffer: Buffer;
  at: number;
  end: number;
}

/**
 * Decodes one document that fills the buffer from `offset` on.
 *
 * @throws CommandError `InvalidBSON` for bytes that are no document, `BadValue` naming a type that is not served.
 */
export function decodeDocument(bytes: Uint8Array, offset = 0): Document {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = { buffer, at: offset, end: buffer.length };
  return readDocument(reader, 0);
}

/** Decodes one value that fills the buffer from `at` to `end`, where the bytes of a whole document were checked before. */
export function decodeValue(buffer: Buffer, type: number, at: number, end: number): Value {
  return readValue({ buffer, at, end }, type, '', end, 0);
}

/** The length a document announces, checked against what is there. */
export function documentLength(buffer: Buffer, offset: number, end: number): number {
  if (offset + 5 > end) throw invalid('document shorter than 5 bytes');
  const length = buffer.readInt32LE(offset);
  if (length < 5 || offset + length > end) throw invalid(`document length ${length} does not fit`);
  if (buffer[offset + length - 1] !== 0) throw invalid('document does not end in a zero byte');
  return length;
}

function invalid(message: string): CommandError {
  return new CommandError(ErrorCode.InvalidBSON, `invalid BSON: ${message}`);
}

function enter(reader: Reader, depth: number): number {
  if (depth > maxDepth) throw new CommandError(ErrorCode.Overflow, `BSON nested deeper than ${maxDepth} levels`);
  const last = reader.at + documentLength(reader.buffer, reader.at, reader.end) - 1;
  reader.at += 4;
  return last;
}

function readDocument(reader: Reader, depth: number): Document {
  const last = enter(reader, depth);
  const doc: Document = new Map();
  while (reader.at < last) {
    const type = reader.buffer[reader.at++]!;
    const name = readName(reader, last);
    doc.set(name, readValue(reader, type, name, last, depth));
  }
  return leave(reader, last, doc);
}

function readArray(reader: Reader, depth: number): Value[] {
  const last = enter(reader, depth);
  const array: Value[] = [];
  while (reader.at < last) {
    const type = reader.buffer[reader.at++]!;
    const zero = reader.buffer.indexOf(0, reader.at);
    if (zero < 0 || zero >= last) throw invalid('unterminated name');
    reader.at = zero + 1;
    array.push(readValue(reader, type, String(array.length), last, depth));
  }
  return leave(reader, last, array);
}

function leave<T>(reader: Reader, last: number, result: T): T {
  if (reader.at !== last) throw invalid('value runs over the end of its document');
  reader.at = last + 1;
  return result;
}

function readName(reader: Reader, last: number): string {
  const { buffer, at } = reader;
  let end = at;
  let ascii = true;
  while (end < last) {
    const byte = buffer[end]!;
    if (byte === 0) break;
    if (byte > 127) ascii = false;
    end++;
  }
  if (end >= last) throw invalid('unterminated name');
  reader.at = end + 1;
  return ascii ? buffer.toString('latin1', at, end) : buffer.toString('utf8', at, end);
}

function take(reader: Reader, bytes: number, last: number): number {
  const at = reader.at;
  if (bytes < 0 || at + bytes > last) throw invalid('value longer than its document');
  reader.at = at + bytes;
  return at;
}

function readValue(reader: Reader, type: number, name: string, last: number, depth: number): Value {
  const { buffer } = reader;
  switch (type) {
    case 0x01:
      return new Double(buffer.readDoubleLE(take(reader, 8, last)));
    case 0x02: {
      const length = buffer.readInt32LE(take(reader, 4, last));
      if (length < 1) throw invalid('string length below 1');
      const at = take(reader, length, last);
      if (buffer[at + length - 1] !== 0) throw invalid('string without its zero byte');
      return buffer.toString('utf8', at, at + length - 1);
    }
    case 0x03:
      return readDocument(reader, depth + 1);
    case 0x04:
      return readArray(reader, depth + 1);
    case 0x05:
      return readBinary(reader, last);
    case 0x07: {
      const at = take(reader, 12, last);
      return new ObjectId(Buffer.from(buffer.subarray(at, at + 12)));
    }
    case 0x08: {
      const byte = buffer[take(reader, 1, last)]!;
      if (byte > 1) throw invalid('boolean that is neither 0 nor 1');
      return byte === 1;
    }
    case 0x09: {
      const date = new Date(Number(buffer.readBigInt64LE(take(reader, 8, last))));
      if (Number.isNaN(date.getTime()))
        throw new CommandError(ErrorCode.BadValue, `devdb does not serve the date of field '${name}': out of range`);
      return date;
    }
    case 0x0a:
      return null;
    case 0x0b:
      return new Regex(readName(reader, last), readName(reader, last));
    case 0x10:
      return buffer.readInt32LE(take(reader, 4, last));
    case 0x11:
      return new Timestamp(buffer.readBigUInt64LE(take(reader, 8, last)));
    case 0x12:
      return buffer.readBigInt64LE(take(reader, 8, last));
    case 0x13: {
      const at = take(reader, 16, last);
      return new Decimal(Buffer.from(buffer.subarray(at, at + 16)));
    }
    default: {
      const refused = refusedTypes[type];
      if (refused) throw new CommandError(ErrorCode.BadValue, `devdb does not serve BSON type ${refused} (field '${name}')`);
      throw invalid(`unknown type ${type} of field '${name}'`);
    }
  }
}

function readBinary(reader: Reader, last: number): Binary {
  const length = reader.buffer.readInt32LE(take(reader, 4, last));
  const subtype = reader.buffer[take(reader, 1, last)]!;
  if (subtype === 2) throw new CommandError(ErrorCode.BadValue, 'devdb does not serve binary subtype 2');
  const at = take(reader, length, last);
  return new Binary(subtype, Buffer.from(reader.buffer.subarray(at, at + length)));
}
