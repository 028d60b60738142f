/** Queries for nothing ask the database nothing, whatever their operation; everything else does. */
import { type Connection, type Model, Schema } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countQueries } from '#test/harness/count-queries.ts';
import { startStores } from '#test/harness/stores/stores.ts';
import { connectDatabase } from '../connect.ts';
import { byIds } from '../ids.ts';
import { modelOf } from '../models.ts';

interface Thing {
  _id: string;
  shard: number;
  n?: number;
}

const stack = new AsyncDisposableStack();
let connection: Connection;
let things: Model<Thing>;

beforeAll(async () => {
  const stores = stack.use(await startStores());
  connection = await connectDatabase(stores.env('nothing')['MONGODB_URI'] ?? '', 'nothing');
  stack.defer(async () => await connection.close());
  const schema = new Schema<Thing>({ _id: String, shard: Number, n: Number }, { collection: 'things', versionKey: false });
  things = modelOf(connection, 'Thing', schema);
  await things.insertMany(['a', 'b', 'c'].map((_id, n) => ({ _id, shard: n, n })));
});
afterAll(async () => await stack.disposeAsync());

async function asked(work: () => PromiseLike<unknown>): Promise<{ times: number; answer: unknown }> {
  let answer: unknown;
  const counts = await countQueries(connection, async () => void (answer = await work()));
  return { times: counts['things'] ?? 0, answer };
}

const none = { $in: [] as string[] };
const unchanged = { matchedCount: 0, modifiedCount: 0, upsertedCount: 0 };

test.each<[string, () => PromiseLike<unknown>, unknown]>([
  ['find', () => things.find(byIds([])), []],
  ['find, lean, sorted, in batches of none', () => things.find({ _id: none, n: 1 }).sort({ n: 1 }).batchSize(0).lean(), []],
  ['find in a part of $and', () => things.find({ $and: [{ n: 1 }, { _id: none }] }).lean(), []],
  ['find where each part of $or is empty', () => things.find({ $or: [{ _id: none }, { n: { $in: [] } }] }).lean(), []],
  [
    'find of a page of none',
    () =>
      things
        .find({ n: { $gte: 0 } })
        .limit(0)
        .lean(),
    [],
  ],
  ['findOne', () => things.findOne({ _id: none }).lean(), null],
  ['exists', () => things.exists({ _id: none }), null],
  ['countDocuments', () => things.countDocuments({ n: { $in: [] } }), 0],
  ['countDocuments up to none', () => things.countDocuments({ n: { $gte: 0 } }).limit(0), 0],
  ['distinct', () => things.distinct('n', { _id: none }), []],
  ['updateOne', () => things.updateOne({ _id: none }, { $set: { n: 9 } }), unchanged],
  ['updateMany', () => things.updateMany({ _id: none, shard: 1 }, { $set: { n: 9 } }), unchanged],
  ['replaceOne', () => things.replaceOne({ _id: none }, { shard: 1 }), unchanged],
  ['deleteOne', () => things.deleteOne({ _id: none }), { deletedCount: 0 }],
  ['deleteMany', () => things.deleteMany(byIds([])), { deletedCount: 0 }],
  ['findOneAndUpdate', () => things.findOneAndUpdate({ _id: none }, { $set: { n: 9 } }).lean(), null],
  ['findOneAndDelete', () => things.findOneAndDelete({ _id: none }).lean(), null],
  ['insertMany of none', () => things.insertMany([]), []],
])('%s', async (_name, work, expected) => {
  const { times, answer } = await asked(work);
  if (expected !== null && typeof expected === 'object' && !Array.isArray(expected)) expect(answer).toMatchObject(expected);
  else expect(answer).toEqual(expected);
  expect(times).toBe(0);
});

test('a cursor over nothing ends', async () => {
  const found: Thing[] = [];
  for await (const thing of things.find(byIds([])).lean().cursor()) found.push(thing);
  expect(found).toEqual([]);
});

test.each<[string, () => PromiseLike<unknown>, unknown]>([
  ['some of $or', () => things.countDocuments({ $or: [{ _id: none }, { n: 1 }] }), 1],
  ['$nin of none', () => things.countDocuments({ _id: { $nin: [] } }), 3],
  ['$not of none', () => things.countDocuments({ n: { $not: { $in: [] } } }), 3],
  ['an empty filter', () => things.countDocuments({}), 3],
  ['null', () => things.countDocuments({ n: null }), 0],
  ['an upsert', async () => (await things.updateOne({ n: { $in: [] } }, { $setOnInsert: { _id: 'd' } }, { upsert: true })).upsertedId, 'd'],
  [
    'a limit',
    async () =>
      (
        await things
          .find({ n: { $gte: 0 } })
          .limit(2)
          .lean()
      ).length,
    2,
  ],
])('%s does ask', async (_name, work, expected) => {
  const { times, answer } = await asked(work);
  expect([answer, times]).toEqual([expected, 1]);
});

test('a batch size of 0 is left to the driver', async () => {
  const batchSizes: unknown[] = [];
  connection.on('operation-start', ({ params }: { params: [object, { batchSize?: number }] }) => batchSizes.push(params[1]?.batchSize));
  expect(
    (
      await things
        .find({ n: { $gte: 0 } })
        .batchSize(0)
        .lean()
    ).length,
  ).toBe(3);
  connection.removeAllListeners('operation-start');
  expect(batchSizes).toEqual([undefined]);
});
