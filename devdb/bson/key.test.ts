import { BSON, Decimal128, Double as DriverDouble, Int32, Long } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareValues } from './compare.ts';
import { decodeDocument } from './decode.ts';
import { encodeDocument } from './encode.ts';
import { encodeCompoundKey, encodeKey, keyTypeOf } from './key.ts';
import { Binary, Decimal, Double, ObjectId, Timestamp, type Value } from './values.ts';

const decimalOf = (text: string): Decimal => new Decimal(Decimal128.fromString(text).bytes);

/** A number as an exact fraction over 10^6200 · 2^1100, the slow way. */
function exact(value: Value): bigint {
  const scale = 10n ** 6200n * 2n ** 1100n;
  if (typeof value === 'number' || typeof value === 'bigint') return BigInt(value) * scale;
  if (value instanceof Double) {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value.value);
    const bits = view.getBigUint64(0);
    const power = Number((bits >> 52n) & 0x7ffn);
    const fraction = (bits & 0xfffffffffffffn) | (power === 0 ? 0n : 1n << 52n);
    const shifted = (fraction * scale * 2n ** BigInt(Math.max(power, 1))) / 2n ** 1075n;
    return bits >> 63n ? -shifted : shifted;
  }
  const [, sign, whole = '0', fraction = '', power = '0'] = /^(-?)(\d+)\.?(\d*)(?:E([+-]?\d+))?$/.exec(String(value))!;
  const exponent = Number(power) - fraction.length;
  const digits = BigInt(whole + fraction) * scale;
  const result = exponent >= 0 ? digits * 10n ** BigInt(exponent) : digits / 10n ** BigInt(-exponent);
  return sign ? -result : result;
}

const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => new Double(value));
const decimal = fc.oneof(
  fc
    .tuple(fc.bigInt(-(10n ** 33n), 10n ** 33n), fc.integer({ min: -400, max: 400 }))
    .map(([digits, power]) => decimalOf(`${digits}E${power}`)),
  fc.tuple(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -3, max: 1 })).map(([digits, power]) => decimalOf(`${digits}E${power}`)),
);
const int64 = fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(2n ** 53n - 4n, 2n ** 53n + 4n), fc.bigInt(-20n, 20n));
const number: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.integer(),
  int64,
  double,
  fc.integer({ min: -20, max: 20 }).map((value) => new Double(value / 2)),
  decimal,
);

const scalar: fc.Arbitrary<Value> = fc.oneof(
  number,
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'a', 'a\0', 'a\0b', 'a\u0001', 'ab', '\uffff', '😀'),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 5 }).map((bytes) => new Binary(0, bytes)),
  fc.bigInt(0n, 2n ** 64n - 1n).map((value) => new Timestamp(value)),
);
const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom('a', 'b', 'a\u0001'), tie('value')), { maxLength: 3 }).map((fields) => new Map(fields)),
  ),
})).value;

describe('keys', () => {
  test('numbers of all kinds are ordered by what they are worth', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const left = exact(a);
        const right = exact(b);
        expect(Math.sign(Buffer.compare(encodeKey(a), encodeKey(b)))).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
      { numRuns: 400 },
    );
  });

  test('strings are ordered by their bytes', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'a', 'a\0', 'a\0b', 'a\u0001', '\ue000', '😀'));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const expected = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(Buffer.compare(encodeKey(a), encodeKey(b)))).toBe(expected);
        expect(Math.sign(compareValues(a, b))).toBe(expected);
      }),
    );
  });

  test('types come in their order, NaN below numbers, and comparing agrees with the keys', () => {
    const ordered: Value[] = [
      null,
      new Double(Number.NaN),
      new Double(Number.NEGATIVE_INFINITY),
      -5,
      decimalOf('-4.5'),
      0,
      7n,
      decimalOf('1E400'),
      new Double(Number.POSITIVE_INFINITY),
      'a',
      new Map(),
      new Map([['a', 1]]),
      [],
      [1],
      new Binary(0, new Uint8Array(1)),
      new ObjectId(new Uint8Array(12)),
      false,
      true,
      new Date(-1),
      new Date(5),
      new Timestamp(1n),
    ];
    for (let i = 1; i < ordered.length; i++)
      expect([i, Buffer.compare(encodeKey(ordered[i - 1]!), encodeKey(ordered[i]!))]).toEqual([i, -1]);
    fc.assert(
      fc.property(value, value, (a, b) => {
        const order = Buffer.compare(encodeKey(a), encodeKey(b));
        expect(Math.sign(compareValues(a, b))).toBe(order);
        if (keyTypeOf(a) !== keyTypeOf(b)) expect(order).toBe(Math.sign(keyTypeOf(a) - keyTypeOf(b)));
      }),
      { numRuns: 500 },
    );
  });

  test('compound keys order field by field, descending ones backwards; none begins another', () => {
    fc.assert(
      fc.property(value, value, value, value, fc.boolean(), (a, b, c, d, descending) => {
        const first = Buffer.compare(encodeKey(a), encodeKey(b)) * (descending ? -1 : 1);
        const expected = first || Buffer.compare(encodeKey(c), encodeKey(d));
        expect(Buffer.compare(encodeCompoundKey([a, c], [descending, false]), encodeCompoundKey([b, d], [descending, false]))).toBe(
          expected,
        );
        const left = encodeKey(a);
        const right = encodeKey(b);
        if (first !== 0) expect(right.subarray(0, left.length).equals(left)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('BSON', () => {
  test('what is decoded encodes to the same bytes, as the npm package writes them', () => {
    const doc = {
      d: new DriverDouble(1),
      i: new Int32(1),
      l: Long.fromNumber(1),
      s: 'é😀',
      o: { '2': 1, '1': [null, true, new Date(5)] },
      n: Decimal128.fromString('1.50'),
      id: new BSON.ObjectId(),
      u: new BSON.UUID(),
      t: new BSON.Timestamp({ t: 3, i: 4 }),
      r: /a/i,
    };
    const bytes = BSON.serialize(doc);
    expect(encodeDocument(decodeDocument(bytes)).equals(Buffer.from(bytes))).toBe(true);
  });

  test('broken bytes are an error that says so, never a crash', () => {
    const bytes = Buffer.from(BSON.serialize({ a: 'text', b: { c: [1, 2] }, d: new BSON.UUID() }));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, byte, length) => {
        const broken = Buffer.from(bytes.subarray(0, length));
        if (at < length) broken[at] = byte;
        try {
          decodeDocument(broken);
        } catch (error) {
          expect((error as { code?: number }).code).toBeTypeOf('number');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('types that are not served are named', () => {
    expect(() => decodeDocument(BSON.serialize({ f: new BSON.Code('x') }))).toThrow("type javascript (field 'f')");
    expect(() => decodeDocument(BSON.serialize({ f: new BSON.MinKey() }))).toThrow('minKey');
  });
});
