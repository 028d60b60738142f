import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Devdb, startDevdb } from '../../../devdb/index.ts';
import { judge } from './judge.ts';
import { asService } from './observe.ts';
import { readWork } from './read-work.ts';

let devdb: Devdb;
let connection: Connection;
let db: mongoose.mongo.Db;

beforeAll(async () => {
  devdb = await startDevdb({ record: { planted: { things: { shard: 1, _id: 1 }, claims: { _id: 'hashed' } } } });
  connection = await mongoose.createConnection(devdb.uri, { dbName: 'test_planted' }).asPromise();
  db = connection.db!;
  const things = Array.from({ length: 400 }, (_, i) => ({
    _id: `t${i}` as never,
    shard: i % 4,
    owner: 'o',
    tag: i % 2 ? 'x' : null,
    rank: i,
  }));
  await db.collection('things').createIndex({ owner: 1, rank: 1 });
  await db.collection('things').insertMany(things);
});
afterAll(async () => {
  await connection.destroy();
  await devdb.close();
});

/** The faults of what `work` asks, by their subjects. */
async function faultsOf(work: () => Promise<unknown>): Promise<Record<string, string[]>> {
  const before = new Set(judge(await readWork(devdb.uri), ['planted']).map((each) => JSON.stringify(each)));
  await asService(work);
  const faults = judge(await readWork(devdb.uri), ['planted']).filter((each) => !before.has(JSON.stringify(each)));
  const bySubject = Map.groupBy(faults, ({ subject }) => subject);
  return Object.fromEntries([...bySubject].map(([subject, own]) => [subject, own.map(({ fault }) => fault)]));
}

const things = () => db.collection<{ _id: string; shard: number; owner?: string; tag?: string | null; rank?: number }>('things');

test('a query by its key and an index has no fault', async () => {
  const found = await faultsOf(async () => {
    await things().find({ shard: 1, owner: 'o' }).sort({ rank: -1 }).limit(5).toArray();
    await things().updateOne({ _id: 't1', shard: 1 }, { $set: { rank: 1000 } });
    await db.collection('claims').updateOne({ _id: 'c' as never }, { $set: { rank: 1 } }, { upsert: true });
    await things().findOne({ shard: 1, _id: { $in: ['t1', 't5'] } }, { sort: { rank: 1 } });
    await db.collection('claims').findOne({ _id: 'c' as never });
  });
  expect(found).toEqual({});
});

test('a planted query without an index is found', async () => {
  expect(await faultsOf(async () => await things().find({ shard: 1, rank: 7 }).toArray())).toEqual({
    'planted.things find: shard =, rank =': ['has no index', expect.stringMatching(/^looked at 40[01] documents to give/)],
  });
});

test('a planted scatter is found, in a read, a count, a change of many and of one', async () => {
  const found = await faultsOf(async () => {
    await things().find({ owner: 'o', rank: 3 }).toArray();
    await things().countDocuments({ owner: 'o', rank: { $gt: 398 } });
    await things().updateMany({ _id: { $in: ['t1', 't2'] } }, { $set: { owner: 'o' } });
    await things().deleteOne({ _id: 't399' });
    await things().findOneAndUpdate({ shard: 2, owner: 'o', rank: 2 }, { $set: { tag: 'y' } });
    await things()
      .find({ $or: [{ shard: 1, _id: 't1' }, { _id: 't2' }] })
      .toArray();
  });
  expect(found).toMatchObject({
    'planted.things find: owner =, rank =': ['asks every shard'],
    'planted.things aggregate: owner =, rank >': ['asks every shard'],
    'planted.things update: _id in': ['asks every shard'],
    'planted.things delete one: _id =': ['asks every shard'],
    'planted.things findAndModify one: shard =, owner =, rank =': ['does not name the one shard it writes to'],
    'planted.things find: or(shard =, _id = | _id =)': ['asks every shard'],
  });
});

test('a planted $type index serves no query; one of a range does', async () => {
  const ask = async () => void (await things().find({ shard: 1, tag: 'x' }).limit(1).toArray());
  await things().createIndex({ tag: 1 }, { name: 'typed', partialFilterExpression: { tag: { $type: 'string' } } });
  expect(await faultsOf(ask)).toEqual({ 'planted.things find: shard =, tag =': ['has no index'] });
  await things().createIndex({ tag: 1 }, { name: 'ranged', partialFilterExpression: { tag: { $gt: '' } } });
  const before = (await readWork(devdb.uri)).queries.find(({ filter }) => filter === 'shard =, tag =');
  await asService(ask);
  const after = (await readWork(devdb.uri)).queries.find(({ filter }) => filter === 'shard =, tag =');
  expect([before?.plans, after?.plans]).toEqual([['the whole collection'], ['the whole collection', 'ranged']]);
});

test('a planted sort in memory is found, and a merge of more ranges than MongoDB merges', async () => {
  const found = await faultsOf(async () => {
    await things().find({ shard: 1, owner: 'o' }).sort({ tag: 1 }).toArray();
    const owners = Array.from({ length: 201 }, (_, i) => `o${i}`);
    await things()
      .find({ shard: 1, owner: { $in: owners } })
      .sort({ rank: 1 })
      .limit(5)
      .toArray();
  });
  expect(found['planted.things find: shard =, owner = by tag']).toContain('sorts in memory');
  expect(found['planted.things find: shard =, owner in by rank']).toContain('merges 201 ranges, which MongoDB sorts in memory');
});

test('a planted transaction over two shards is found, and one over two collections of one shard is not', async () => {
  const write = async (shards: [number, number]) =>
    await connection.transaction(async (session) => {
      await things().updateOne({ _id: `s${shards[0]}`, shard: shards[0] }, { $inc: { rank: 1 } }, { session, upsert: true });
      await things().updateOne({ _id: `u${shards[1]}`, shard: shards[1] }, { $inc: { rank: 1 } }, { session, upsert: true });
    });
  expect(await faultsOf(async () => await write([7, 7]))).toEqual({});
  expect(await faultsOf(async () => await write([7, 8]))).toEqual({ 'planted: things': ['a transaction wrote to 2 shards'] });
});

test('a planted unique index without the key, and a change of the key, are found', async () => {
  const found = await faultsOf(async () => {
    await things().createIndex({ rank: 1, owner: 1, tag: 1, shard: 1, _id: 1 }, { unique: true, name: 'refused' });
    await things().createIndex({ shard: 1, _id: 1, rank: 1 }, { unique: true, name: 'taken' });
    await things().updateOne({ _id: 't4', shard: 0 }, { $set: { shard: 9 } });
  });
  expect(found).toEqual({
    'planted.things: refused': ['unique index without the shard key'],
    'planted.things: shard': ['change of the shard key'],
  });
});

test('a planted upsert that MongoDB does not run again is found, and one in a transaction is not', async () => {
  const upsert = async (_id: string, session?: mongoose.mongo.ClientSession) =>
    await things().updateOne({ _id, shard: 1 }, { $set: { rank: 1 } }, { upsert: true, ...(session && { session }) });
  expect(await faultsOf(async () => await connection.transaction(async (session) => await upsert('within', session)))).toEqual({});
  expect(await faultsOf(async () => await upsert('alone'))).toEqual({
    'planted.things: _id =, shard =': ['an upsert that MongoDB does not run again'],
  });
  const replaced = await faultsOf(async () => await things().findOneAndReplace({ rank: -1, shard: 1 }, { shard: 1 }, { upsert: true }));
  expect(replaced['planted.things: rank =, shard =']).toEqual(['an upsert that MongoDB does not run again']);
});
