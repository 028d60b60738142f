// Writes BSON bytes. A `Uint8Array` among the values is a document that is encoded already.
import { ByteWriter } from './byte-writer.ts';
import { Binary, Decimal, type Document, Double, ObjectId, Regex, Timestamp, type Value } from './values.ts';

const shared = new ByteWriter(64 * 1024);
const maxKeptBytes = 4 * 1024 * 1024;

export function encodeDocument(doc: Document): Buffer {
  shared.length = 0;
  writeDocument(shared, doc);
  const bytes = shared.slice();
  if (shared.buffer.length > maxKeptBytes) shared.buffer = Buffer.allocUnsafeSlow(64 * 1024);
  return bytes;
}

/** Appends the document to what the writer holds already. */
export function writeDocument(writer: ByteWriter, doc: Document): void {
  const start = writer.length;
  writer.int32(0);
  for (const [name, value] of doc) writeElement(writer, name, value);
  writer.byte(0);
  writer.buffer.writeInt32LE(writer.length - start, start);
}

function writeArray(writer: ByteWriter, array: Value[]): void {
  const start = writer.length;
  writer.int32(0);
  for (let i = 0; i < array.length; i++) writeElement(writer, String(i), array[i]!);
  writer.byte(0);
  writer.buffer.writeInt32LE(writer.length - start, start);
}

function writeElement(writer: ByteWriter, name: string, value: Value): void {
  const typeAt = writer.length;
  writer.byte(0);
  writer.utf8(name);
  writer.byte(0);
  const type = writeValue(writer, value);
  writer.buffer[typeAt] = type;
}

/** Writes the value's bytes and gives its BSON type. */
function writeValue(writer: ByteWriter, value: Value): number {
  switch (typeof value) {
    case 'string': {
      const start = writer.length;
      writer.int32(0);
      const length = writer.utf8(value);
      // After the text: writing it may have moved the buffer.
      writer.buffer.writeInt32LE(length + 1, start);
      writer.byte(0);
      return 0x02;
    }
    case 'number':
      writer.int32(value);
      return 0x10;
    case 'bigint':
      writer.int64(value);
      return 0x12;
    case 'boolean':
      writer.byte(value ? 1 : 0);
      return 0x08;
    default:
  }
  if (value === null) return 0x0a;
  if (value instanceof Map) return writeDocument(writer, value), 0x03;
  if (Array.isArray(value)) return writeArray(writer, value), 0x04;
  if (value instanceof Uint8Array) return writer.bytes(value), 0x03;
  if (value instanceof Double) return writer.double(value.value), 0x01;
  if (value instanceof Date) return writer.int64(BigInt(value.getTime())), 0x09;
  if (value instanceof ObjectId) return writer.bytes(value.bytes), 0x07;
  if (value instanceof Binary) {
    writer.int32(value.bytes.length);
    writer.byte(value.subtype);
    writer.bytes(value.bytes);
    return 0x05;
  }
  if (value instanceof Decimal) return writer.bytes(value.bytes), 0x13;
  if (value instanceof Timestamp) return writer.int64(BigInt.asIntN(64, value.value)), 0x11;
  if (value instanceof Regex) {
    writer.utf8(value.pattern);
    writer.byte(0);
    writer.utf8(value.flags);
    writer.byte(0);
    return 0x0b;
  }
  throw new TypeError('not a BSON value');
}
