// One order-preserving byte key per value: comparing keys as bytes compares values as BSON does, across types.
// No key is the beginning of another, so keys can follow each other in compound ones, inverted for descending fields.
import { ByteWriter } from './byte-writer.ts';
import { writeDecimalKey, writeDoubleKey, writeLongKey } from './number-key.ts';
import { Binary, Decimal, Double, ObjectId, Regex, Timestamp, type Value } from './values.ts';

/** First byte of a key. `empty` is what an empty array puts into an index: below null. */
export const KeyType = {
  empty: 0x08,
  null: 0x0a,
  number: 0x10,
  string: 0x20,
  object: 0x30,
  array: 0x38,
  binary: 0x40,
  objectId: 0x48,
  boolean: 0x50,
  date: 0x58,
  timestamp: 0x60,
  regex: 0x68,
} as const;

const shared = new ByteWriter();

export function keyTypeOf(value: Value): number {
  switch (typeof value) {
    case 'string':
      return KeyType.string;
    case 'number':
    case 'bigint':
      return KeyType.number;
    case 'boolean':
      return KeyType.boolean;
    default:
  }
  if (value === null) return KeyType.null;
  if (value instanceof Map) return KeyType.object;
  if (Array.isArray(value)) return KeyType.array;
  if (value instanceof Double || value instanceof Decimal) return KeyType.number;
  if (value instanceof Date) return KeyType.date;
  if (value instanceof ObjectId) return KeyType.objectId;
  if (value instanceof Binary) return KeyType.binary;
  if (value instanceof Timestamp) return KeyType.timestamp;
  if (value instanceof Regex) return KeyType.regex;
  throw new TypeError('no key for raw bytes');
}

export function encodeKey(value: Value, descending = false): Buffer {
  shared.length = 0;
  writeKey(shared, value, descending);
  return shared.slice();
}

/** The key of several values, as an index over several fields holds it. `undefined` stands for an empty array. */
export function encodeCompoundKey(values: readonly (Value | undefined)[], descending: readonly boolean[]): Buffer {
  shared.length = 0;
  for (let i = 0; i < values.length; i++) writeKey(shared, values[i], descending[i] ?? false);
  return shared.slice();
}

export function writeKey(writer: ByteWriter, value: Value | undefined, descending: boolean): void {
  const start = writer.length;
  if (value === undefined) writer.byte(KeyType.empty);
  else writeAscending(writer, value);
  if (descending) for (let i = start; i < writer.length; i++) writer.buffer[i] = ~writer.buffer[i]! & 0xff;
}

function writeAscending(writer: ByteWriter, value: Value): void {
  writer.byte(keyTypeOf(value));
  switch (typeof value) {
    case 'string':
      return writeText(writer, value);
    case 'number':
      return writeDoubleKey(writer, value);
    case 'bigint':
      return writeLongKey(writer, value);
    case 'boolean':
      return writer.byte(value ? 1 : 0);
    default:
  }
  if (value === null) return;
  if (value instanceof Map) {
    for (const [name, each] of value) {
      writer.byte(keyTypeOf(each));
      writeText(writer, name);
      writeAscending(writer, each);
    }
    writer.byte(0);
  } else if (Array.isArray(value)) {
    for (const each of value) writeAscending(writer, each);
    writer.byte(0);
  } else if (value instanceof Double) writeDoubleKey(writer, value.value);
  else if (value instanceof Decimal) writeDecimalKey(writer, value);
  else if (value instanceof Date) writer.uint64BE(BigInt(value.getTime()) + 0x8000000000000000n);
  else if (value instanceof ObjectId) writer.bytes(value.bytes);
  else if (value instanceof Binary) {
    writer.uint32BE(value.bytes.length);
    writer.byte(value.subtype);
    writer.bytes(value.bytes);
  } else if (value instanceof Timestamp) writer.uint64BE(value.value);
  else if (value instanceof Regex) {
    writeText(writer, value.pattern);
    writeText(writer, value.flags);
  }
}

/** UTF-8 closed by a zero byte; the bytes 0 and 1 become 1 1 and 1 2. */
function writeText(writer: ByteWriter, text: string): void {
  const start = writer.length;
  writer.utf8(text);
  const { buffer, length } = writer;
  for (let i = start; i < length; i++) {
    if (buffer[i]! > 1) continue;
    const rest = Buffer.from(buffer.subarray(i, length));
    writer.length = i;
    for (const byte of rest) {
      if (byte <= 1) {
        writer.byte(1);
        writer.byte(byte + 1);
      } else writer.byte(byte);
    }
    break;
  }
  writer.byte(0);
}
