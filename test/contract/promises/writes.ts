import { deepEqual, equal, ok } from 'node:assert/strict';
import { mongo } from 'mongoose';
import { chapter, codeOf, codes, race } from '../promise.ts';

const { duplicateKey } = codes;

interface Failed {
  code: number;
  result: { insertedCount: number };
  writeErrors: { index: number; code: number }[];
}

export const writes = chapter('Writes', 'claims of names, idempotency keys, jobs and the event log: each is written once', {
  'a second document of an `_id` is refused as a duplicate, which is named': async ({ things }) => {
    const docs = await things([{ _id: 'a' }]);
    const error = (await docs.insertOne({ _id: 'a' }).catch((thrown: unknown) => thrown)) as mongo.MongoServerError;
    equal(error.code, duplicateKey);
    deepEqual([error['keyPattern'], error['keyValue']], [{ _id: 1 }, { _id: 'a' }]);
  },
  'of twenty who insert one `_id` at once one succeeds': async ({ things }) => {
    const docs = await things();
    deepEqual(await race(20, async (n) => await docs.insertOne({ _id: 'a', n })), [0, ...Array.from({ length: 19 }, () => duplicateKey)]);
  },
  'an ordered insert ends at its first duplicate': async ({ things }) => {
    const docs = await things([{ _id: 'b' }]);
    equal(await codeOf(docs.insertMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }])), duplicateKey);
    equal(await docs.countDocuments({ _id: { $in: ['a', 'c'] } }), 1);
  },
  'an unordered insert goes on past duplicates, and tells which they are': async ({ things }) => {
    const docs = await things([{ _id: 'b' }]);
    const insert = docs.insertMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }, { _id: 'a' }], { ordered: false });
    const { code, result, writeErrors } = (await insert.catch((thrown: unknown) => thrown)) as Failed;
    deepEqual([code, result.insertedCount], [duplicateKey, 2]);
    deepEqual(
      writeErrors.map((each) => [each.index, each.code]),
      [
        [1, duplicateKey],
        [3, duplicateKey],
      ],
    );
  },
  'one command inserts a thousand documents': async ({ things }) => {
    const docs = await things();
    const { insertedCount } = await docs.insertMany(Array.from({ length: 1_000 }, (_, n) => ({ _id: `n${n}`, n })));
    deepEqual([insertedCount, await docs.countDocuments()], [1_000, 1_000]);
  },
  'a bulk write does its parts in their order': async ({ things }) => {
    const docs = await things();
    await docs.bulkWrite([
      { insertOne: { document: { _id: 'a', n: 1 } } },
      { updateOne: { filter: { _id: 'a' }, update: { $inc: { n: 1 } } } },
      { insertOne: { document: { _id: 'b', n: 9 } } },
      { updateMany: { filter: {}, update: { $inc: { n: 10 } } } },
      { deleteOne: { filter: { _id: 'b' } } },
      { replaceOne: { filter: { _id: 'c' }, replacement: { n: 3 }, upsert: true } },
    ]);
    deepEqual(await docs.find().sort({ _id: 1 }).toArray(), [
      { _id: 'a', n: 12 },
      { _id: 'c', n: 3 },
    ]);
  },
  'an ordered bulk write ends at its first error, and what was done stays': async ({ things }) => {
    const docs = await things([{ _id: 'a' }]);
    const bulk = docs.bulkWrite([
      { insertOne: { document: { _id: 'b' } } },
      { insertOne: { document: { _id: 'a' } } },
      { insertOne: { document: { _id: 'c' } } },
    ]);
    equal(await codeOf(bulk), duplicateKey);
    deepEqual(await docs.distinct('_id'), ['a', 'b']);
  },
  'a bulk write counts what it matched, changed, inserted and removed': async ({ things }) => {
    const docs = await things([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
    ]);
    const { matchedCount, modifiedCount, upsertedCount, deletedCount } = await docs.bulkWrite([
      { updateOne: { filter: { _id: 'a' }, update: { $set: { n: 1 } } } },
      { updateOne: { filter: { _id: 'b' }, update: { $set: { n: 3 } } } },
      { updateOne: { filter: { _id: 'c' }, update: { $set: { n: 4 } }, upsert: true } },
      { deleteMany: { filter: { n: { $gte: 3 } } } },
    ]);
    deepEqual([matchedCount, modifiedCount, upsertedCount, deletedCount], [2, 1, 1, 2]);
  },
  'a deletion of one removes one, of many all, and both are counted': async ({ things }) => {
    const docs = await things(['a', 'b', 'c', 'd'].map((_id) => ({ _id, n: 1 })));
    const { deletedCount: one } = await docs.deleteOne({ n: 1 });
    const { deletedCount: many } = await docs.deleteMany({ n: 1 });
    const { deletedCount: none } = await docs.deleteMany({ n: 1 });
    deepEqual([one, many, none], [1, 3, 0]);
  },
  'a replacement keeps the `_id` and nothing else': async ({ things }) => {
    const docs = await things([{ _id: 'a', n: 1, text: 'x' }]);
    await docs.replaceOne({ _id: 'a' }, { other: true });
    deepEqual(await docs.findOne(), { _id: 'a', other: true });
  },
  'a document has the fields that it was given, in their order': async ({ things }) => {
    const document = { _id: 'a', x: 1, v: { y: 1, b: [{ d: 1, c: 2 }] }, n: null };
    const docs = await things([document]);
    equal(JSON.stringify(await docs.findOne()), JSON.stringify(document));
  },
  'values keep their types': {
    neededBy: 'npm run dump and npm run load, which write the same bytes',
    prove: async ({ things }) => {
      const { Double, Int32, Long, Binary, ObjectId } = mongo;
      const values = {
        date: new Date(1),
        int: new Int32(1),
        long: Long.fromNumber(1),
        double: new Double(1),
        bytes: new Binary(Buffer.of(0, 255)),
      };
      const docs = await things([{ _id: 'a', ...values, v: new ObjectId(), n: null, odd: true, list: [], in: {} }]);
      const read = await docs.findOne({}, { promoteValues: false, promoteBuffers: false });
      const kinds = Object.values(read ?? {}).map(
        (value) => (value as { _bsontype?: string } | null)?._bsontype ?? Object.prototype.toString.call(value),
      );
      deepEqual(kinds.slice(1), [
        ...['[object Date]', 'Int32', 'Long', 'Double', 'Binary', 'ObjectId'],
        ...['[object Null]', '[object Boolean]', '[object Array]', '[object Object]'],
      ]);
    },
  },
  'texts come back as they were: of any script, with NUL, of many kilobytes': {
    neededBy: 'every text that somebody writes',
    prove: async ({ things }) => {
      const texts = ['', 'é\u0301', '👩‍👩‍👧‍👦', '\u0000a\u0000', '\uffff', 'x'.repeat(300_000)];
      const docs = await things(texts.map((text, n) => ({ _id: `t${n}`, text })));
      deepEqual(
        (await docs.find().sort({ _id: 1 }).toArray()).map(({ text }) => text),
        texts,
      );
    },
  },
  'two `_id`s that differ in case, or in how they are composed, are two': async ({ things }) => {
    const docs = await things(['a', 'A', 'é', 'e\u0301'].map((_id) => ({ _id })));
    equal(await docs.countDocuments(), 4);
  },
  'a write of the majority, journalled, is acknowledged as such': async ({ things }) => {
    const docs = await things();
    const options = { writeConcern: { w: 'majority' as const, journal: true } };
    ok((await docs.insertOne({ _id: 'a' }, options)).acknowledged);
    ok((await docs.updateOne({ _id: 'a' }, { $set: { n: 1 } }, options)).acknowledged);
    ok((await docs.deleteOne({ _id: 'a' }, options)).acknowledged);
  },
});
