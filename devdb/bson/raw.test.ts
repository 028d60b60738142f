import { Decimal128 } from 'bson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeDocument } from './decode.ts';
import { encodeDocument } from './encode.ts';
import { fieldDecoder, fieldPicker } from './raw.ts';
import { Binary, Decimal, type Document, Double, ObjectId, Regex, Timestamp, type Value } from './values.ts';

const name = fc.constantFrom<string[]>('_id', 'a', 'ab', 'b', 'größe', '名', 'score');
const plain = fc.oneof<fc.Arbitrary<Value>[]>(
  fc.string(),
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.double({ noNaN: true }).map((value) => new Double(value)),
  fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(Buffer.from(bytes))),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => new Binary(0, Buffer.from(bytes))),
  fc.constant(new Decimal(Decimal128.fromString('1.5').bytes)),
  fc.constant(new Timestamp(7n)),
  fc.constant(new Regex('a.b', 'i')),
);
const value = fc.oneof(
  plain,
  fc.array(plain, { maxLength: 3 }),
  fc.array(fc.tuple(name, plain), { maxLength: 3 }).map((entries): Document => new Map(entries)),
);
const doc = fc.array(fc.tuple(name, value), { maxLength: 6 }).map((entries): Document => new Map(entries));

test('fields picked from the bytes are those that decoding gives', () => {
  fc.assert(
    fc.property(fc.array(doc, { maxLength: 4 }), fc.array(name), fc.double({ noNaN: true }), (docs, wanted, score) => {
      const names = new Set(wanted);
      const decode = fieldDecoder(names);
      const pick = fieldPicker(names, ['score']);
      for (const whole of docs) {
        const bytes = encodeDocument(whole);
        const kept = [...whole].filter(([each]) => names.has(each));
        expect([...decode(bytes)]).toEqual(kept);
        const scored = decodeDocument(pick(bytes, score));
        expect([...scored]).toEqual([...kept.filter(([each]) => each !== 'score'), ['score', new Double(score)]]);
      }
    }),
  );
});
