import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Devdb, startDevdb } from '../index.ts';

const { MongoClient } = mongoose.mongo;
type Document = mongoose.mongo.Document;

let devdb: Devdb;
let client: mongoose.mongo.MongoClient;

beforeAll(async () => {
  devdb = await startDevdb();
  client = await MongoClient.connect(devdb.uri);
  const things = Array.from({ length: 250 }, (_, n) => ({ n, tags: [`t${n % 7}`, `t${n % 5}`], in: { x: n % 3 }, text: `thing ${n}` }));
  await client.db('p').collection('things').insertMany(things);
  await client
    .db('p')
    .collection('others')
    .insertMany([{ n: 1_000 }, { n: 1_001 }]);
  await client.db('p').collection('things').createIndex({ tags: 1, n: -1 });
});

afterAll(async () => {
  await client.close();
  await devdb.close();
});

async function run(pipeline: Document[]): Promise<Document[]> {
  return await client.db('p').collection('things').aggregate(pipeline, { batchSize: 7 }).toArray();
}

const newest = (tag: string, limit: number): Document[] => [{ $match: { tags: tag } }, { $sort: { n: -1 } }, { $limit: limit }];

test('$unionWith adds the results of another pipeline, nested and of other collections too', async () => {
  const parts = [newest('t1', 40), [...newest('t2', 60), { $match: { 'in.x': 1 } }, { $limit: 5 }, { $set: { of: { $literal: 2 } } }]];
  const alone = [await run(parts[0]!), await run(parts[1]!)];
  const union = await run([...parts[0]!, { $unionWith: { coll: 'things', pipeline: parts[1]! } }]);
  expect(union).toEqual(alone.flat());
  const nested = {
    $unionWith: { coll: 'others', pipeline: [{ $sort: { n: 1 } }, { $unionWith: 'nowhere' }, { $project: { _id: 0, n: 1 } }] },
  };
  expect(await run([...newest('t1', 1), nested, { $project: { _id: 0, n: 1 } }])).toEqual([{ n: 246 }, { n: 1_000 }, { n: 1_001 }]);
  // A stage after it changes the results of both.
  expect(await run([...parts[0]!, { $unionWith: { coll: 'things', pipeline: parts[1]! } }, { $count: 'all' }])).toEqual([{ all: 45 }]);
});

test('$unionWith names what is wrong with it', async () => {
  await expect(run([{ $unionWith: 7 }])).rejects.toMatchObject({ code: 9 });
  await expect(run([{ $unionWith: { coll: 'things', let: {} } }])).rejects.toMatchObject({ code: 40415 });
  await expect(run([{ $unionWith: { coll: 3 } }])).rejects.toMatchObject({ code: 14 });
  await expect(run([{ $unionWith: { coll: 'things', pipeline: {} } }])).rejects.toMatchObject({ code: 14 });
  await expect(run([{ $unionWith: { coll: 'things', pipeline: [{ $graphLookup: {} }] } }])).rejects.toMatchObject({ code: 40324 });
});

test('a pipeline that reads a few fields finds the same as one that reads all', async () => {
  const stages = [
    ...newest('t3', 100),
    { $match: { $and: [{ 'in.x': { $in: [0, 2] } }, { tags: { $ne: 't0' } }] } },
    { $skip: 1 },
    { $limit: 20 },
  ];
  const whole = await run(stages);
  expect(whole.length).toBe(20);
  expect(await run([...stages, { $project: { n: 1 } }])).toEqual(whole.map(({ _id, n }) => ({ _id, n })));
  expect(await run([...stages, { $project: { _id: 0, text: 1 } }])).toEqual(whole.map(({ text }) => ({ text })));
  const computed = await run([...stages, { $project: { twice: { $add: ['$n', '$n'] } } }]);
  expect(computed).toEqual(whole.map(({ _id, n }) => ({ _id, twice: 2 * n })));
  const excepted = await run([...stages, { $match: { $expr: { $eq: ['$text', '$text'] } } }, { $project: { text: 0, tags: 0 } }]);
  expect(excepted).toEqual(whole.map(({ _id, n, in: inner }) => ({ _id, n, in: inner })));
});
