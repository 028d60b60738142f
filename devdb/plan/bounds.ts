// The part of an index, per field, that can hold matches: some values, or the keys between two.
import { encodeKey, KeyType, keyTypeOf } from '../bson/key.ts';
import { Decimal, Double, type Value } from '../bson/values.ts';
import type { Test } from '../query/filter.ts';
import { literalPrefix } from '../query/regex.ts';

export type FieldBounds =
  | { kind: 'points'; values: Value[] }
  /** The values between two of one type; with `prefix`, strings whose key begins so. */
  | { kind: 'range'; low: Edge; high: Edge; type: number; prefix?: Buffer };

/** A side of a range: the value, or all of the type's. */
export type Edge = { value: Value; included: boolean } | undefined;

const rangedTypes: number[] = [
  KeyType.number,
  KeyType.string,
  KeyType.objectId,
  KeyType.boolean,
  KeyType.date,
  KeyType.binary,
  KeyType.timestamp,
];

/**
 * The bounds that a field's tests allow. On a multikey field different elements may pass different tests, so only
 * one test counts there.
 */
export function boundsOf(tests: readonly Test[], isMultikey: boolean): FieldBounds | undefined {
  const each = tests.map(testBounds).filter((bounds) => bounds !== undefined);
  const points = each.filter((bounds) => bounds.kind === 'points');
  if (points.length > 0) return points.reduce((best, one) => (one.values.length < best.values.length ? one : best));
  const [first, ...more] = each;
  if (!first || isMultikey) return first;
  return more.reduce(narrow, first);
}

function testBounds(test: Test): FieldBounds | undefined {
  switch (test.op) {
    case '$eq':
      return isPoint(test.value) ? { kind: 'points', values: [test.value] } : undefined;
    case '$in':
      return test.patterns.length === 0 && test.values.every(isPoint) ? { kind: 'points', values: distinctSorted(test.values) } : undefined;
    case '$gt':
    case '$gte':
      return isRanged(test.value)
        ? { kind: 'range', low: { value: test.value, included: test.op === '$gte' }, high: undefined, type: keyTypeOf(test.value) }
        : undefined;
    case '$lt':
    case '$lte':
      return isRanged(test.value)
        ? { kind: 'range', low: undefined, high: { value: test.value, included: test.op === '$lte' }, type: keyTypeOf(test.value) }
        : undefined;
    case '$elemMatch':
      return boundsOf(
        test.tests.filter((inner) => inner.op !== '$not' && inner.op !== '$exists'),
        false,
      );
    case '$regex': {
      const prefix = literalPrefix(test.source);
      if (prefix === undefined) return undefined;
      return { kind: 'range', low: undefined, high: undefined, type: KeyType.string, prefix: encodeKey(prefix).subarray(0, -1) };
    }
    default:
      return undefined;
  }
}

/** An array as operand also matches inside arrays of arrays: no index for it. */
function isPoint(value: Value): boolean {
  return keyTypeOf(value) !== KeyType.array && keyTypeOf(value) !== KeyType.regex;
}

function isRanged(value: Value): boolean {
  if (value instanceof Double && Number.isNaN(value.value)) return false;
  if (value instanceof Decimal && value.toString() === 'NaN') return false;
  return rangedTypes.includes(keyTypeOf(value));
}

function distinctSorted(values: readonly Value[]): Value[] {
  const keyed = values.map((value) => ({ value, key: encodeKey(value) })).sort((a, b) => Buffer.compare(a.key, b.key));
  return keyed.filter((each, i) => i === 0 || !each.key.equals(keyed[i - 1]!.key)).map((each) => each.value);
}

function narrow(a: FieldBounds, b: FieldBounds): FieldBounds {
  if (a.kind !== 'range' || b.kind !== 'range' || a.type !== b.type || a.prefix || b.prefix) return a;
  return { kind: 'range', type: a.type, low: tighter(a.low, b.low, 1), high: tighter(a.high, b.high, -1) };
}

function tighter(a: Edge, b: Edge, sign: 1 | -1): Edge {
  if (!a || !b) return a ?? b;
  const order = Buffer.compare(encodeKey(a.value), encodeKey(b.value)) * sign;
  if (order === 0) return a.included ? b : a;
  return order > 0 ? a : b;
}

/** The range as bytes, for keys that begin with `prefix`. */
export function rangeBytes(
  bounds: FieldBounds & { kind: 'range' },
  prefix: Buffer,
  descending: boolean,
): { from: Buffer; to: Buffer } | undefined {
  if (bounds.prefix) {
    if (descending) return undefined;
    return { from: Buffer.concat([prefix, bounds.prefix]), to: Buffer.concat([prefix, bounds.prefix, Buffer.of(0xff)]) };
  }
  const low = edgeBytes(bounds.low, descending);
  const high = edgeBytes(bounds.high, descending);
  const after = (key: Buffer): Buffer => Buffer.concat([key, Buffer.of(0xff)]);
  const smallest = bounds.type === KeyType.number ? encodeKey(new Double(Number.NEGATIVE_INFINITY), descending) : undefined;
  if (!descending) {
    const from = low ? (bounds.low!.included ? low : after(low)) : (smallest ?? Buffer.of(bounds.type));
    const to = high ? (bounds.high!.included ? after(high) : high) : Buffer.of(bounds.type + 1);
    return { from: Buffer.concat([prefix, from]), to: Buffer.concat([prefix, to]) };
  }
  const from = high ? (bounds.high!.included ? high : after(high)) : Buffer.of(0xff - bounds.type);
  const to = low ? (bounds.low!.included ? after(low) : low) : smallest ? after(smallest) : Buffer.of(0xff - bounds.type + 1);
  return { from: Buffer.concat([prefix, from]), to: Buffer.concat([prefix, to]) };
}

function edgeBytes(edge: Edge, descending: boolean): Buffer | undefined {
  return edge && encodeKey(edge.value, descending);
}
