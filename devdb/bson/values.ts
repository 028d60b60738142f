// How BSON values look in memory. Types that JavaScript would blur keep their own shape, so that what a client
// sent comes back with the type it had: int32 is `number`, int64 is `bigint`, double is `Double`.
import { randomBytes } from 'node:crypto';
import { Decimal128 } from 'bson';

export class Double {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class ObjectId {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  toString(): string {
    return Buffer.from(this.bytes).toString('hex');
  }
}

export class Binary {
  readonly subtype: number;
  readonly bytes: Uint8Array;
  constructor(subtype: number, bytes: Uint8Array) {
    this.subtype = subtype;
    this.bytes = bytes;
  }
}

export class Decimal {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  toString(): string {
    return new Decimal128(this.bytes).toString();
  }
}

export class Timestamp {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
}

export class Regex {
  readonly pattern: string;
  readonly flags: string;
  constructor(pattern: string, flags: string) {
    this.pattern = pattern;
    this.flags = flags;
  }
}

/** A whole document kept as its BSON bytes; answers carry stored documents so, without decoding them. */
export type RawDocument = Uint8Array;

export type Document = Map<string, Value>;

export type Value =
  | string
  | number
  | bigint
  | boolean
  | null
  | Double
  | Decimal
  | Date
  | ObjectId
  | Binary
  | Timestamp
  | Regex
  | Value[]
  | Document
  | RawDocument;

export function isDocument(value: Value | undefined): value is Document {
  return value instanceof Map;
}

export function isNumeric(value: Value | undefined): value is number | bigint | Double | Decimal {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Double || value instanceof Decimal;
}

/** The number as a JavaScript one, when the value is an int32, int64 or double. */
export function asNumber(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Double) return value.value;
  if (value instanceof Decimal) return Number(value.toString());
  return undefined;
}

/** Whether a value is true to MongoDB: anything but false, null, zero and a missing value. */
export function isTruthy(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (isNumeric(value)) return asNumber(value) !== 0;
  return true;
}

/** The BSON type's number and its `$type` alias. */
export function typeOf(value: Value): { code: number; alias: string } {
  switch (typeof value) {
    case 'string':
      return { code: 2, alias: 'string' };
    case 'number':
      return { code: 16, alias: 'int' };
    case 'bigint':
      return { code: 18, alias: 'long' };
    case 'boolean':
      return { code: 8, alias: 'bool' };
    default:
  }
  if (value === null) return { code: 10, alias: 'null' };
  if (value instanceof Map || value instanceof Uint8Array) return { code: 3, alias: 'object' };
  if (Array.isArray(value)) return { code: 4, alias: 'array' };
  if (value instanceof Double) return { code: 1, alias: 'double' };
  if (value instanceof Date) return { code: 9, alias: 'date' };
  if (value instanceof ObjectId) return { code: 7, alias: 'objectId' };
  if (value instanceof Binary) return { code: 5, alias: 'binData' };
  if (value instanceof Decimal) return { code: 19, alias: 'decimal' };
  if (value instanceof Timestamp) return { code: 17, alias: 'timestamp' };
  return { code: 11, alias: 'regex' };
}

const processPart = randomBytes(5);
let counter = randomBytes(3).readUIntBE(0, 3);

export function newObjectId(): ObjectId {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(Math.floor(Date.now() / 1000), 0);
  processPart.copy(bytes, 4);
  counter = (counter + 1) % 0x1000000;
  bytes.writeUIntBE(counter, 9, 3);
  return new ObjectId(bytes);
}

/** A copy that shares nothing that can change. */
export function cloneValue(value: Value): Value {
  if (Array.isArray(value)) return value.map(cloneValue);
  if (value instanceof Map) return cloneDocument(value);
  return value;
}

export function cloneDocument(doc: Document): Document {
  const copy: Document = new Map();
  for (const [name, value] of doc) copy.set(name, cloneValue(value));
  return copy;
}

/** A value as MongoDB prints it in messages. */
export function inspect(value: Value | undefined): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Double) return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
  if (value instanceof Decimal) return value.toString();
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof ObjectId) return `ObjectId('${value.toString()}')`;
  if (value instanceof Binary) return `BinData(${value.subtype}, ${Buffer.from(value.bytes).toString('hex').toUpperCase()})`;
  if (value instanceof Timestamp) return `Timestamp(${value.value >> 32n}, ${value.value & 0xffffffffn})`;
  if (value instanceof Regex) return `/${value.pattern}/${value.flags}`;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(inspect).join(', ')} ]`;
  if (value instanceof Map)
    return value.size === 0 ? '{}' : `{ ${[...value].map(([name, each]) => `${name}: ${inspect(each)}`).join(', ')} }`;
  return '{…}';
}

/** Builds a document from a plain object whose values are BSON values already. */
export function documentOf(fields: Record<string, Value | undefined>): Document {
  const doc: Document = new Map();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) doc.set(name, value);
  return doc;
}
