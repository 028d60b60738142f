import { deepEqual, equal } from 'node:assert/strict';
import type { Things, Within } from '../ground.ts';
import { chapter } from '../promise.ts';

const total = async (docs: Things, options: Partial<Within> = {}): Promise<number> =>
  (await docs.find({}, options).toArray()).reduce((sum, { n }) => sum + Number(n), 0);

export const isolation = chapter('Transactions: what they see', 'every rule that reads and then writes', {
  'a commit is seen whole, in all of its collections': async ({ things, within }) => {
    const [one, other] = [await things(), await things([{ _id: 'a', n: 1 }])];
    await within(async ({ session }) => {
      await one.insertOne({ _id: 'x' }, { session });
      await other.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });
      await session.commitTransaction();
    });
    deepEqual([await one.countDocuments(), (await other.findOne())?.n], [1, 2]);
  },
  'an aborted one leaves nothing': async ({ things, within }) => {
    const docs = await things([{ _id: 'a', n: 1 }, { _id: 'b' }]);
    await within(async ({ session }) => {
      await docs.insertOne({ _id: 'x' }, { session });
      await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });
      await docs.deleteOne({ _id: 'b' }, { session });
      await session.abortTransaction();
    });
    deepEqual(await docs.find().sort({ _id: 1 }).toArray(), [{ _id: 'a', n: 1 }, { _id: 'b' }]);
  },
  'it sees its own writes, by every kind of read': async ({ things, within }) => {
    const docs = await things([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
    ]);
    await docs.createIndex({ n: 1 });
    await within(async (options) => {
      await docs.insertOne({ _id: 'c', n: 3 }, options);
      await docs.updateOne({ _id: 'a' }, { $set: { n: 10 } }, options);
      await docs.deleteOne({ _id: 'b' }, options);
      deepEqual(
        (
          await docs
            .find({ n: { $gt: 0 } }, options)
            .sort({ n: 1 })
            .toArray()
        ).map(({ _id }) => _id),
        ['c', 'a'],
      );
      deepEqual([await docs.countDocuments({}, options), await docs.findOne({ _id: 'b' }, options)], [2, null]);
      deepEqual(await docs.aggregate([{ $match: { n: 10 } }, { $project: { _id: 1 } }], options).toArray(), [{ _id: 'a' }]);
    });
  },
  'nobody sees its writes before the commit': async ({ things, within }) => {
    const docs = await things([{ _id: 'a', n: 1 }]);
    await within(async (options) => {
      await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, options);
      await docs.insertOne({ _id: 'b', n: 5 }, options);
      deepEqual(await docs.find().toArray(), [{ _id: 'a', n: 1 }]);
      await within(async (other) => deepEqual(await docs.find({}, other).toArray(), [{ _id: 'a', n: 1 }]));
    });
  },
  'it sees one moment, whatever is committed meanwhile': async ({ things, within }) => {
    const [one, other] = [await things([{ _id: 'a', n: 1 }]), await things([{ _id: 'z', n: 1 }])];
    await within(async (options) => {
      equal((await one.findOne({ _id: 'a' }, options))?.n, 1);
      await one.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
      await other.insertMany([{ _id: 'y', n: 1 }]);
      await other.deleteOne({ _id: 'z' });
      deepEqual([await total(one, options), (await other.find({}, options).toArray()).map(({ _id }) => _id)], [1, ['z']]);
    });
  },
  'readers never see a transfer in the middle': async (ground) => {
    const docs = await ground.things(Array.from({ length: 10 }, (_, n) => ({ _id: `n${n}`, n: 100 })));
    let isOver = false;
    const transfers = Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        for (let step = 0; step < 10; step++)
          await ground.whole(async (options) => {
            await docs.updateOne({ _id: `n${(writer + step) % 10}` }, { $inc: { n: -7 } }, options);
            await docs.updateOne({ _id: `n${(writer * 3 + step * 7 + 1) % 10}` }, { $inc: { n: 7 } }, options);
          });
      }),
    ).finally(() => (isOver = true));
    const sums = new Set<number>();
    while (!isOver) await ground.within(async (options) => sums.add(await total(docs, options)));
    await transfers;
    deepEqual([[...sums], await total(docs)], [[1_000], 1_000]);
  },
  'a cursor in it goes on in its moment': async ({ things, within }) => {
    const docs = await things(Array.from({ length: 30 }, (_, n) => ({ _id: `n${n}` })));
    await within(async (options) => {
      const cursor = docs.find({}, { ...options, batchSize: 5 });
      await cursor.next();
      await docs.deleteMany({});
      equal((await cursor.toArray()).length, 29);
    });
    equal(await docs.countDocuments(), 0);
  },
  'a new collection is made by the commit': {
    neededBy: 'the first write of a kind, before npm run migrate has made its collection',
    prove: async ({ database, newName, within }) => {
      const docs: Things = database.collection(newName());
      await within(async ({ session }) => {
        await docs.insertOne({ _id: 'a' }, { session });
        equal(await docs.countDocuments(), 0);
        await session.commitTransaction();
      });
      equal(await docs.countDocuments(), 1);
    },
  },
  'an `_id` that it removes can be inserted in it again': {
    neededBy: 'the migration that numbers the edits of posts anew',
    prove: async ({ things, within }) => {
      const docs = await things([
        { _id: 'a', n: 1 },
        { _id: 'b', n: 2 },
      ]);
      await within(async ({ session }) => {
        await docs.deleteMany({}, { session });
        await docs.insertMany(
          [
            { _id: 'b', n: 3 },
            { _id: 'a', n: 4 },
          ],
          { session },
        );
        await session.commitTransaction();
      });
      deepEqual(await docs.find().sort({ _id: 1 }).toArray(), [
        { _id: 'a', n: 4 },
        { _id: 'b', n: 3 },
      ]);
    },
  },
});
