import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Things } from '../ground.ts';
import { chapter, codeOf, codes, race } from '../promise.ts';

const { duplicateKey } = codes;
/** IndexOptionsConflict, IndexKeySpecsConflict. */
const otherOptions = [85, 86];

const namesOf = async (docs: Things): Promise<string[]> => (await docs.indexes()).map(({ name }) => String(name)).sort();

export const indexes = chapter('Indexes', 'npm run migrate and each start, which build what is missing', {
  'one command builds several, and makes the collection': async ({ database, newName }) => {
    const docs: Things = database.collection(newName());
    await docs.createIndexes([
      { key: { a: 1, b: -1 }, name: 'both' },
      { key: { c: 1 }, name: 'c_1', unique: true },
    ]);
    deepEqual(await namesOf(docs), ['_id_', 'both', 'c_1']);
  },
  'building again what is there does nothing': async ({ things }) => {
    const docs = await things();
    const build = async () => await docs.createIndexes([{ key: { a: 1 }, name: 'a_1' }]);
    await build();
    equal(await codeOf(build()), 0);
    deepEqual(await namesOf(docs), ['_id_', 'a_1']);
  },
  'five who build at once all succeed': async ({ things }) => {
    const docs = await things(Array.from({ length: 500 }, (_, n) => ({ _id: `n${n}`, a: n })));
    deepEqual(await race(5, async () => await docs.createIndexes([{ key: { a: 1 }, name: 'a_1', unique: true }])), [0, 0, 0, 0, 0]);
    deepEqual(await namesOf(docs), ['_id_', 'a_1']);
  },
  'other options under the same name are refused': {
    neededBy: 'the start, which tells that an index changed under its name',
    prove: async ({ things }) => {
      const docs = await things();
      await docs.createIndex({ a: 1 }, { name: 'a_1' });
      for (const options of [{ unique: true }, { expireAfterSeconds: 9 }, { partialFilterExpression: { a: { $gt: '' } } }])
        ok(otherOptions.includes(await codeOf(docs.createIndex({ a: 1 }, { name: 'a_1', ...options }))));
      ok(otherOptions.includes(await codeOf(docs.createIndex({ b: 1 }, { name: 'a_1' }))));
      deepEqual(await namesOf(docs), ['_id_', 'a_1']);
    },
  },
  'partial indexes of one field with different filters stand side by side': {
    neededBy: 'migrations, which build the new index beside the old one',
    prove: async ({ things }) => {
      const docs = await things();
      await docs.createIndex({ a: 1 }, { name: 'old', partialFilterExpression: { a: { $type: 'string' } } });
      equal(await codeOf(docs.createIndex({ a: 1 }, { name: 'new', partialFilterExpression: { a: { $gt: '' } } })), 0);
      equal(await codeOf(docs.createIndex({ a: 1 }, { name: 'whole' })), 0);
    },
  },
  'an index and a collection that are not there have their codes': async ({ database, things, newName }) => {
    const docs = await things();
    equal(await codeOf(docs.dropIndex('never')), codes.indexNotFound);
    equal(await codeOf(database.collection(newName()).dropIndex('never')), codes.namespaceNotFound);
    equal(await codeOf(database.collection(newName()).listIndexes().toArray()), codes.namespaceNotFound);
  },
  'a collection that is there has its code, and is left as it is': async ({ database, things }) => {
    const docs = await things([{ _id: 'a' }]);
    // The same collection made twice is no error, made otherwise it is.
    ok([0, codes.namespaceExists].includes(await codeOf(database.command({ create: docs.collectionName }))));
    equal(await docs.countDocuments(), 1);
  },
  'a dropped index is gone, and the rest stays': async ({ things }) => {
    const docs = await things([{ _id: 'a', a: 1 }]);
    await docs.createIndexes([
      { key: { a: 1 }, name: 'a_1' },
      { key: { b: 1 }, name: 'b_1' },
    ]);
    await docs.dropIndex('a_1');
    deepEqual([await namesOf(docs), await docs.countDocuments({ a: 1 })], [['_id_', 'b_1'], 1]);
  },
  'an index is listed with its options': {
    neededBy: 'npm run load, which verifies them',
    prove: async ({ things }) => {
      const docs = await things();
      const filter = { at: { $gt: new Date(0) } };
      await docs.createIndex({ at: -1 }, { name: 'due', expireAfterSeconds: 60, partialFilterExpression: filter });
      await docs.createIndex({ n: 1 }, { name: 'once', unique: true, sparse: true });
      const listed = Object.fromEntries((await docs.indexes()).map((index) => [index.name, index]));
      deepEqual(
        [listed['due']?.key, listed['due']?.['expireAfterSeconds'], listed['due']?.['partialFilterExpression']],
        [{ at: -1 }, 60, filter],
      );
      deepEqual([listed['once']?.['unique'], listed['once']?.['sparse']], [true, true]);
    },
  },
  'a unique index refuses a second value, and names itself': async ({ things }) => {
    const docs = await things([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
    ]);
    await docs.createIndex({ n: 1 }, { unique: true });
    const error = (await docs.insertOne({ _id: 'c', n: 1 }).catch((thrown: unknown) => thrown)) as Record<string, unknown>;
    deepEqual([error['code'], error['keyPattern'], error['keyValue']], [duplicateKey, { n: 1 }, { n: 1 }]);
    equal(await codeOf(docs.updateOne({ _id: 'b' }, { $set: { n: 1 } })), duplicateKey);
    equal(await codeOf(docs.updateOne({ _id: 'a' }, { $set: { n: 1 } })), 0);
  },
  'of twenty who insert one unique value at once one succeeds': async ({ things }) => {
    const docs = await things();
    await docs.createIndex({ n: 1 }, { unique: true });
    deepEqual(await race(20, async (n) => await docs.insertOne({ _id: `i${n}`, n: 1 })), [
      0,
      ...Array.from({ length: 19 }, () => duplicateKey),
    ]);
  },
  'a unique index over what is not unique is refused': async ({ things }) => {
    const docs = await things([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
    ]);
    equal(await codeOf(docs.createIndex({ n: 1 }, { unique: true })), duplicateKey);
    deepEqual(await namesOf(docs), ['_id_']);
  },
  'a unique index takes two documents without the field for equal, a sparse one does not see them': async ({ things }) => {
    const docs = await things();
    await docs.createIndex({ n: 1 }, { unique: true });
    await docs.insertOne({ _id: 'a' });
    equal(await codeOf(docs.insertOne({ _id: 'b' })), duplicateKey);
    equal(await codeOf(docs.insertOne({ _id: 'c', n: null })), duplicateKey);
    const sparse = await things();
    await sparse.createIndex({ n: 1 }, { unique: true, sparse: true });
    await sparse.insertMany([{ _id: 'a' }, { _id: 'b' }]);
    await sparse.insertOne({ _id: 'c', n: null });
    equal(await codeOf(sparse.insertOne({ _id: 'd', n: null })), duplicateKey);
  },
  'a unique partial index sees only what its filter does': {
    neededBy: 'the event log: numbers are given once',
    prove: async ({ things }) => {
      const docs = await things();
      await docs.createIndex({ seq: 1 }, { unique: true, partialFilterExpression: { seq: { $exists: true } } });
      await docs.insertMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'c', seq: 1 }]);
      equal(await codeOf(docs.insertOne({ _id: 'd', seq: 1 })), duplicateKey);
      equal(await codeOf(docs.updateOne({ _id: 'a' }, { $set: { seq: 1 } })), duplicateKey);
      equal(await codeOf(docs.updateOne({ _id: 'a' }, { $set: { seq: 2 } })), 0);
    },
  },
  'a unique index over several fields compares them together': async ({ things }) => {
    const docs = await things([{ _id: 'a', x: 1, y: 1 }]);
    await docs.createIndex({ x: 1, y: 1 }, { unique: true });
    equal(await codeOf(docs.insertOne({ _id: 'b', x: 1, y: 2 })), 0);
    equal(await codeOf(docs.insertOne({ _id: 'c', x: 1, y: 1 })), duplicateKey);
  },
  'a freed unique value can be taken at once': {
    neededBy: 'names and addresses, which change hands',
    prove: async ({ things }) => {
      const docs = await things([{ _id: 'a', n: 1 }]);
      await docs.createIndex({ n: 1 }, { unique: true });
      await docs.updateOne({ _id: 'a' }, { $set: { n: 2 } });
      equal(await codeOf(docs.insertOne({ _id: 'b', n: 1 })), 0);
      await docs.deleteOne({ _id: 'a' });
      equal(await codeOf(docs.insertOne({ _id: 'c', n: 2 })), 0);
    },
  },
  'an index of a list has each of its values, and no two lists': async ({ things }) => {
    const docs = await things([{ _id: 'a', tags: ['x', 'y', 'x'] }]);
    await docs.createIndex({ tags: 1, other: 1 });
    deepEqual([await docs.countDocuments({ tags: 'x' }), await docs.countDocuments({ tags: { $in: ['x', 'y'] } })], [1, 1]);
    equal(await codeOf(docs.insertOne({ _id: 'b', tags: ['x'], other: ['y'] })), codes.parallelArrays);
  },
  'long texts can be indexed': {
    neededBy: 'names of objects, and idempotency keys',
    prove: async ({ things }) => {
      const long = 'x'.repeat(5_000);
      const docs = await things([{ _id: `${long}a`, text: `${long}a` }]);
      await docs.createIndex({ text: 1 });
      await docs.insertOne({ _id: `${long}b`, text: `${long}b` });
      deepEqual([await docs.countDocuments({ text: `${long}b` }), await docs.countDocuments({ _id: `${long}a` })], [1, 1]);
    },
  },
  'reads and writes go on while an index is built': {
    neededBy: 'a new version, which builds indexes while the one before serves',
    prove: async ({ things }) => {
      const docs = await things();
      const some = (from: number) =>
        Array.from({ length: 1_000 }, (_, n) => ({ _id: `n${from + n}`, v: `${(n * 7919) % 1_000}`, w: from }));
      for (let from = 0; from < 10_000; from += 1_000) await docs.insertMany(some(from));
      const building = docs.createIndex({ v: 1, w: -1, _id: 1 });
      for (let n = 0; n < 20; n++) {
        await docs.insertOne({ _id: `late${n}`, v: 'late', w: n });
        await docs.updateOne({ _id: `n${n}` }, { $set: { v: 'late' } });
        await docs.deleteOne({ _id: `n${9_999 - n}` });
      }
      await building;
      equal((await docs.find({ v: 'late' }).hint({ v: 1, w: -1, _id: 1 }).toArray()).length, 40);
      equal(
        (
          await docs
            .find({ v: { $gte: '' } })
            .hint({ v: 1, w: -1, _id: 1 })
            .toArray()
        ).length,
        10_000,
      );
    },
  },
});
