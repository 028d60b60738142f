/** Many writers who upsert one document at once: each succeeds, outside of transactions and in them. */
import { type Connection, type Model, Schema } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStores } from '#test/harness/stores/stores.ts';
import { connectDatabase } from '../connect.ts';
import { isDuplicateKey } from '../store-errors.ts';
import { modelOf } from '../models.ts';
import { transaction } from '../transaction.ts';
import { upserting } from './upserting.ts';

interface Mark {
  _id: string;
  shard: number;
  count?: number;
  tag?: string;
}

const writers = 20;
const stack = new AsyncDisposableStack();
let connection: Connection;
let marks: Model<Mark>;

beforeAll(async () => {
  const stores = stack.use(await startStores());
  connection = await connectDatabase(stores.env('marks')['MONGODB_URI'] ?? '', 'marks');
  stack.defer(async () => await connection.close());
  const schema = new Schema<Mark>({ _id: String, shard: Number, count: Number, tag: String }, { collection: 'marks', versionKey: false });
  schema.index({ tag: 1 }, { unique: true, sparse: true });
  marks = modelOf(connection, 'Mark', schema);
  await marks.createIndexes();
});
afterAll(async () => await stack.disposeAsync());

const atOnce = async (work: (writer: number) => PromiseLike<unknown>): Promise<unknown[]> =>
  await Promise.all(Array.from({ length: writers }, async (_, writer) => await work(writer)));

const counted = async (_id: string): Promise<number | undefined> => (await marks.findById(_id).lean())?.count;

test('an upsert by the id and the shard', async () => {
  for (let round = 1; round <= 5; round++) {
    const place = { _id: `one ${round}`, shard: 1 };
    await atOnce(() => upserting(() => marks.updateOne(place, { $inc: { count: 1 } }, { upsert: true })));
    expect(await counted(place._id)).toBe(writers);
  }
});

test('one that changes and answers', async () => {
  const place = { _id: 'found', shard: 1 };
  const change = () => marks.findOneAndUpdate(place, { $inc: { count: 1 } }, { upsert: true, returnDocument: 'after' }).lean();
  const answers = (await atOnce(() => upserting(change))) as Mark[];
  expect(answers.map(({ count = 0 }) => count).sort((a, b) => a - b)).toEqual(Array.from({ length: writers }, (_, index) => index + 1));
});

test('one that meets a document which comes and goes', async () => {
  const place = { _id: 'restless', shard: 1 };
  await atOnce(async (writer) => {
    await upserting(() => marks.updateOne(place, { $inc: { count: 1 } }, { upsert: true }));
    if (writer % 2 === 0) await marks.deleteOne(place);
  });
  expect(await marks.countDocuments({ _id: 'restless' })).toBeLessThanOrEqual(1);
});

test('in transactions', async () => {
  const place = { _id: 'within', shard: 1 };
  const work = async () => void (await marks.updateOne(place, { $inc: { count: 1 } }, { upsert: true }));
  await atOnce(async () => await transaction(connection, work));
  expect(await counted('within')).toBe(writers);
});

test('a duplicate that stays is told, after a few tries', async () => {
  await marks.insertMany([{ _id: 'first', shard: 1, tag: 'taken' }]);
  let tries = 0;
  const upsert = (): PromiseLike<unknown> => {
    tries += 1;
    return marks.updateOne({ _id: 'second', shard: 1 }, { $set: { tag: 'taken' } }, { upsert: true });
  };
  await expect(upserting(upsert)).rejects.toSatisfy(isDuplicateKey);
  expect(tries).toBe(10);
  tries = 0;
  await expect(transaction(connection, async () => void (await upsert()))).rejects.toSatisfy(isDuplicateKey);
  expect(tries).toBe(3);
  expect(await marks.countDocuments({ _id: 'second' })).toBe(0);
});

test('another error is told at once', async () => {
  let tries = 0;
  const failing = async (): Promise<void> => {
    tries += 1;
    throw new Error('no');
  };
  await expect(upserting(failing)).rejects.toThrow('no');
  expect(tries).toBe(1);
});
