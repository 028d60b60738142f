import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Devdb, startDevdb } from './index.ts';

const { MongoClient } = mongoose.mongo;
type Session = mongoose.mongo.ClientSession;
interface Doc {
  _id: string;
  n?: number;
  tag?: string;
}

let devdb: Devdb;
let client: mongoose.mongo.MongoClient;
let count = 0;

beforeAll(async () => {
  devdb = await startDevdb();
  client = await MongoClient.connect(devdb.uri, { retryWrites: true });
});

afterAll(async () => {
  await client.close();
  await devdb.close();
});

async function collection(docs: Doc[] = []): Promise<mongoose.mongo.Collection<Doc>> {
  const made = await client.db('t').createCollection<Doc>(`c${++count}`);
  if (docs.length > 0) await made.insertMany(docs);
  return made;
}

async function inTransactions<T>(amount: number, run: (...sessions: Session[]) => Promise<T>): Promise<T> {
  const sessions = Array.from({ length: amount }, () => client.startSession());
  for (const session of sessions) session.startTransaction();
  try {
    return await run(...sessions);
  } finally {
    for (const session of sessions) await session.endSession();
  }
}

const conflict = { code: 112, errorLabels: ['TransientTransactionError'] };

describe('isolation', () => {
  test('reads see one snapshot and the own writes, others see nothing before the commit', async () => {
    const docs = await collection([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
      { _id: 'c', n: 3 },
    ]);
    await docs.createIndex({ n: 1 });
    await inTransactions(1, async (session) => {
      expect(await docs.findOne({ _id: 'a' }, { session })).toEqual({ _id: 'a', n: 1 });
      await docs.updateOne({ _id: 'b' }, { $set: { n: 20 } });
      await docs.insertOne({ _id: 'late', n: 0 });
      await docs.deleteOne({ _id: 'c' });
      await docs.insertOne({ _id: 'own', n: 2 }, { session });
      await docs.updateOne({ _id: 'a' }, { $set: { n: 9 } }, { session });
      const sorted = await docs
        .find({ n: { $gt: 0 } }, { session })
        .sort({ n: 1, _id: 1 })
        .toArray();
      expect(sorted.map(({ _id, n }) => `${_id}${n}`)).toEqual(['b2', 'own2', 'c3', 'a9']);
      const backwards = await docs
        .find({ n: { $gt: 0 } }, { session })
        .sort({ n: -1 })
        .batchSize(1)
        .toArray();
      expect(backwards.map(({ n }) => n)).toEqual([9, 3, 2, 2]);
      expect((await docs.find({}, { session }).toArray()).map(({ _id }) => _id)).toEqual(['a', 'b', 'c', 'own']);
      expect(await docs.countDocuments({ n: { $gte: 2 } }, { session })).toBe(4);
      expect((await docs.find().toArray()).map(({ _id }) => _id)).toEqual(['a', 'b', 'late']);
      await session.commitTransaction();
    });
    expect((await docs.find().sort({ _id: 1 }).toArray()).map(({ _id, n }) => `${_id}${n}`)).toEqual(['a9', 'b20', 'late0', 'own2']);
    expect(
      (
        await docs
          .find({ n: { $gt: -1 } })
          .sort({ n: 1 })
          .toArray()
      ).map(({ n }) => n),
    ).toEqual([0, 2, 9, 20]);
  });

  test('deleting and inserting the same key again, within one transaction', async () => {
    const docs = await collection([{ _id: 'a', n: 1 }]);
    await docs.createIndex({ n: 1 }, { unique: true });
    await inTransactions(1, async (session) => {
      await docs.deleteOne({ _id: 'a' }, { session });
      await docs.insertOne({ _id: 'a', n: 1 }, { session });
      await docs.insertOne({ _id: 'b', n: 2 }, { session });
      await docs.deleteOne({ _id: 'b' }, { session });
      await session.commitTransaction();
    });
    expect(await docs.find().toArray()).toEqual([{ _id: 'a', n: 1 }]);
    await expect(docs.insertOne({ _id: 'c', n: 1 })).rejects.toMatchObject({ code: 11000 });
  });

  test('an abort leaves nothing, also no collection', async () => {
    const name = `implicit${++count}`;
    await inTransactions(1, async (session) => {
      await client.db('t').collection(name).insertOne({ n: 1 }, { session });
      expect(await client.db('t').listCollections({ name }).toArray()).toEqual([]);
      await session.abortTransaction();
    });
    expect(await client.db('t').listCollections({ name }).toArray()).toEqual([]);
    await inTransactions(1, async (session) => {
      await client.db('t').collection(name).insertOne({ n: 1 }, { session });
      await session.commitTransaction();
    });
    expect(await client.db('t').collection(name).countDocuments()).toBe(1);
  });

  test('a collection that a transaction creates may get its indexes there, and no other', async () => {
    const name = `indexed${++count}`;
    const made = client.db('t').collection<Doc>(name);
    await inTransactions(1, async (session) => {
      await made.createIndex({ tag: 1 }, { unique: true, session });
      await made.createIndex({ tag: 1 }, { unique: true, session });
      await expect(made.indexes()).rejects.toMatchObject({ code: 26 });
      await made.insertOne({ _id: 'a', tag: 'x' }, { session });
      await session.commitTransaction();
    });
    expect((await made.indexes()).map((index) => index.name)).toEqual(['_id_', 'tag_1']);
    await expect(made.insertOne({ _id: 'b', tag: 'x' })).rejects.toMatchObject({ code: 11000 });
    await inTransactions(1, async (session) => {
      await expect(made.createIndex({ n: 1 }, { session })).rejects.toMatchObject({ code: 263 });
    });
    await inTransactions(1, async (session) => {
      const other = client.db('t').collection<Doc>(`${name}other`);
      await other.insertOne({ _id: 'a' }, { session });
      await expect(other.createIndex({ n: 1 }, { session })).rejects.toMatchObject({ code: 115 });
    });
    await inTransactions(1, async (session) => {
      await client.db('t').collection(`${name}aborted`).createIndex({ n: 1 }, { session });
      await session.abortTransaction();
    });
    expect(
      await client
        .db('t')
        .listCollections({ name: { $in: [`${name}other`, `${name}aborted`] } })
        .toArray(),
    ).toEqual([]);
  });
});

describe('conflicts', () => {
  test('two transactions write one document: the second fails at once', async () => {
    const docs = await collection([{ _id: 'a', n: 1 }]);
    await inTransactions(2, async (one, two) => {
      await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session: one });
      await expect(docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session: two })).rejects.toMatchObject(conflict);
      await expect(docs.findOne({}, { session: two })).rejects.toMatchObject({ code: 251 });
      await one.commitTransaction();
    });
    expect(await docs.findOne()).toEqual({ _id: 'a', n: 2 });
  });

  test('a document written after the snapshot cannot be written', async () => {
    const docs = await collection([{ _id: 'a', n: 1 }]);
    await inTransactions(1, async (session) => {
      await docs.findOne({}, { session });
      await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
      await expect(docs.deleteOne({ _id: 'a' }, { session })).rejects.toMatchObject(conflict);
    });
  });

  test('unique keys: an uncommitted one conflicts, a committed one is a duplicate, one since the snapshot conflicts', async () => {
    const docs = await collection([{ _id: 'a', tag: 'x' }]);
    await docs.createIndex({ tag: 1 }, { unique: true });
    await inTransactions(2, async (one, two) => {
      await docs.insertOne({ _id: 'b', tag: 'y' }, { session: one });
      await expect(docs.insertOne({ _id: 'c', tag: 'y' }, { session: two })).rejects.toMatchObject(conflict);
    });
    await inTransactions(1, async (session) => {
      await expect(docs.insertOne({ _id: 'c', tag: 'x' }, { session })).rejects.toMatchObject({
        code: 11000,
        keyPattern: { tag: 1 },
        keyValue: { tag: 'x' },
      });
      await expect(docs.findOne({}, { session })).rejects.toMatchObject({ code: 251 });
    });
    await inTransactions(1, async (session) => {
      await docs.findOne({}, { session });
      await docs.insertOne({ _id: 'late', tag: 'late' });
      await expect(docs.insertOne({ _id: 'd', tag: 'late' }, { session })).rejects.toMatchObject(conflict);
    });
  });

  test('a plain write waits for the transaction that has the document, and others are served meanwhile', async () => {
    const docs = await collection([{ _id: 'a', n: 1 }, { _id: 'b' }]);
    await inTransactions(1, async (session) => {
      await docs.updateOne({ _id: 'a' }, { $inc: { n: 10 } }, { session });
      await docs.insertOne({ _id: 'new', n: 5 }, { session });
      let done = false;
      const waiting = docs.findOneAndUpdate({ _id: 'a' }, { $inc: { n: 100 } }, { returnDocument: 'after' }).finally(() => (done = true));
      const upsert = docs.updateOne({ _id: 'new' }, { $inc: { n: 1 } }, { upsert: true });
      await docs.updateOne({ _id: 'b' }, { $set: { n: 2 } });
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(done).toBe(false);
      await session.commitTransaction();
      expect(await waiting).toEqual({ _id: 'a', n: 111 });
      expect(await upsert).toMatchObject({ matchedCount: 1, upsertedCount: 0 });
    });
    expect(await docs.findOne({ _id: 'new' })).toEqual({ _id: 'new', n: 6 });
  });

  test('concurrent increments under withTransaction lose nothing', async () => {
    const docs = await collection([
      { _id: 'a', n: 0 },
      { _id: 'b', n: 0 },
    ]);
    await Promise.all(
      Array.from({ length: 8 }, () =>
        client.withSession((session) =>
          session.withTransaction(async () => {
            const found = await docs.findOne({ _id: 'a' }, { session });
            await docs.updateOne({ _id: 'a' }, { $set: { n: found!.n! + 1 } }, { session });
            await docs.updateOne({ _id: 'b' }, { $inc: { n: 1 } }, { session });
          }),
        ),
      ),
    );
    expect(await docs.find().toArray()).toEqual([
      { _id: 'a', n: 8 },
      { _id: 'b', n: 8 },
    ]);
  });
});

describe('lifecycle', () => {
  test('a client that goes away takes its transactions along', async () => {
    const docs = await collection([{ _id: 'a', n: 1 }]);
    const other = await MongoClient.connect(devdb.uri);
    const session = other.startSession();
    session.startTransaction();
    await other
      .db('t')
      .collection<Doc>(docs.collectionName)
      .updateOne({ _id: 'a' }, { $set: { n: 5 } }, { session });
    const waiting = docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
    await other.close(true);
    expect(await waiting).toMatchObject({ modifiedCount: 1 });
    expect(await docs.findOne()).toEqual({ _id: 'a', n: 2 });
  });

  test('index builds and drops wait for transactions that use the collection, which fail if they began before', async () => {
    const docs = await collection([{ _id: 'a', n: 1 }]);
    await inTransactions(2, async (one, two) => {
      await docs.findOne({}, { session: one });
      await client.db('t').collection('elsewhere').findOne({}, { session: two });
      const build = docs.createIndex({ n: 1 });
      await docs.insertOne({ _id: 'b', n: 2 }, { session: one });
      await one.commitTransaction();
      await build;
      await expect(docs.findOne({}, { session: two })).rejects.toMatchObject({ code: 246, errorLabels: ['TransientTransactionError'] });
    });
    expect((await docs.find({ n: 2 }).toArray()).length).toBe(1);
  });

  test('commands that cannot be in a transaction say so', async () => {
    const docs = await collection();
    await inTransactions(1, async (session) => {
      await expect(docs.createIndex({ n: 1 }, { session })).rejects.toMatchObject({ code: 263 });
    });
  });
});

describe('upserts of one document at once', () => {
  /** What each of ten answers, by its error's code; 0 without one. */
  async function race(upsert: (n: number) => Promise<unknown>): Promise<number[]> {
    const answers = await Promise.allSettled(Array.from({ length: 10 }, async (_, n) => await upsert(n)));
    return answers.map((answer) => (answer.status === 'fulfilled' ? 0 : Number((answer.reason as { code?: unknown }).code)));
  }

  test('by their unique fields alone all succeed', async () => {
    const docs = await collection();
    await docs.createIndex({ tag: 1 }, { unique: true });
    const bySeveral = await client.db('t').createCollection<Doc>(`c${++count}`);
    await bySeveral.createIndex({ tag: 1, n: 1 }, { unique: true });
    const codes = [
      ...(await race(async () => await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { upsert: true }))),
      ...(await race(async () => await docs.findOneAndUpdate({ _id: { $eq: 'b' } }, { $set: { tag: 'b' } }, { upsert: true }))),
      ...(await race(async () => await docs.replaceOne({ tag: 'c' }, { tag: 'c', n: 1 }, { upsert: true }))),
      ...(await race(async () => await bySeveral.updateOne({ n: 1, tag: 'd' }, { $set: { n: 1 } }, { upsert: true }))),
    ];
    expect(codes.every((code) => code === 0)).toBe(true);
    expect([await docs.countDocuments(), (await docs.findOne({ _id: 'a' }))?.n, await bySeveral.countDocuments()]).toEqual([3, 10, 1]);
  });

  test('by more fields, or by others, all but the first are duplicates, as in MongoDB', async () => {
    const docs = await collection();
    await docs.createIndex({ tag: 1 }, { unique: true });
    const first = [0, ...Array.from({ length: 9 }, () => 11_000)];
    const sorted = async (upsert: (n: number) => Promise<unknown>) => (await race(upsert)).toSorted((a, b) => a - b);
    // No upsert finds what another one has inserted.
    const change = (tag: string) => ({ $set: { n: 2, tag } });
    expect(await sorted(async () => await docs.updateOne({ _id: 'a', n: 1 }, change('a'), { upsert: true }))).toEqual(first);
    expect(await sorted(async () => await docs.findOneAndUpdate({ _id: 'b', n: 1 }, change('b'), { upsert: true }))).toEqual(first);
    expect(await sorted(async (n) => await docs.updateOne({ _id: `c${n}` }, change('c'), { upsert: true }))).toEqual(first);
    expect(await sorted(async () => await docs.updateOne({ tag: { $gt: 'd', $lt: 'd' } }, change('d'), { upsert: true }))).toEqual(first);
  });

  test('the later one waits for an open transaction, and meets its document', async () => {
    const docs = await collection();
    await inTransactions(1, async (session) => {
      for (const _id of ['a', 'b']) await docs.insertOne({ _id, n: 1 }, { session });
      const byId = docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { upsert: true });
      const byMore = docs.updateOne({ _id: 'b', n: 1 }, { $inc: { n: 1 } }, { upsert: true });
      const answers = Promise.allSettled([byId, byMore]);
      await docs.findOne({ _id: 'a' });
      await session.commitTransaction();
      expect(await answers).toMatchObject([{ value: { matchedCount: 1 } }, { reason: { code: 11_000 } }]);
    });
  });
});

describe('snapshots outside transactions', () => {
  test('the reads of a session see one state, whatever is written meanwhile', async () => {
    const docs = await collection([{ _id: 'a', n: 1 }]);
    const session = client.startSession({ snapshot: true });
    expect(await docs.find({}, { session }).toArray()).toEqual([{ _id: 'a', n: 1 }]);
    await docs.updateOne({ _id: 'a' }, { $set: { n: 2 } });
    await docs.insertOne({ _id: 'b', n: 3 });
    expect(await docs.find({}, { session }).toArray()).toEqual([{ _id: 'a', n: 1 }]);
    expect(await docs.distinct('n', {}, { session })).toEqual([1]);
    expect(await docs.countDocuments({}, { session })).toBe(1);
    await session.endSession();
    const later = client.startSession({ snapshot: true });
    expect(await docs.countDocuments({}, { session: later })).toBe(2);
    await docs.drop();
    await expect(docs.find({}, { session: later }).toArray()).rejects.toMatchObject({ code: 246 });
    await later.endSession();
  });

  test('a snapshot that is not kept is refused, and so is a command that reads none', async () => {
    const db = client.db('t');
    const readConcern = { level: 'snapshot', atClusterTime: new mongoose.mongo.Timestamp({ t: 1, i: 1 }) };
    await expect(db.command({ find: 'c1', readConcern })).rejects.toMatchObject({ code: 239 });
    await expect(db.command({ count: 'c1', readConcern: { level: 'snapshot' } })).rejects.toMatchObject({ code: 72 });
  });
});
