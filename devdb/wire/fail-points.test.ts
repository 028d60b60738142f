// Failures on request, as a driver meets them.
import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Devdb, startDevdb } from '../index.ts';

const { MongoClient } = mongoose.mongo;
type Doc = { _id: number; n?: number };

let devdb: Devdb;
let client: mongoose.mongo.MongoClient;
let docs: mongoose.mongo.Collection<Doc>;
let count = 0;

beforeAll(async () => {
  devdb = await startDevdb();
  client = await MongoClient.connect(`${devdb.uri}&appName=tested`);
});

afterAll(async () => {
  await client.close();
  await devdb.close();
});

beforeEach(() => {
  docs = client.db('f').collection<Doc>(`c${++count}`);
});

afterEach(async () => {
  for (const name of ['failCommand', 'onPrimaryTransactionalWrite', 'loseReply']) await set(name, 'off');
});

function set(name: string, mode: unknown, data?: object): Promise<mongoose.mongo.BSON.Document> {
  return client.db('admin').command({ configureFailPoint: name, mode, ...(data && { data }) });
}

const ids = async (): Promise<number[]> => (await docs.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id);

test('a command fails as often as was said, after those that were to pass', async () => {
  await set('failCommand', { times: 2 }, { failCommands: ['count'], errorCode: 8000, errorLabels: ['Mine'] });
  for (let i = 0; i < 2; i++) await expect(docs.count()).rejects.toMatchObject({ code: 8000, errorLabels: ['Mine'] });
  expect(await docs.count()).toBe(0);
  await set('failCommand', { skip: 1 }, { failCommands: ['count'], errorCode: 11601 });
  expect(await docs.count()).toBe(0);
  for (let i = 0; i < 2; i++) await expect(docs.count()).rejects.toMatchObject({ code: 11601, codeName: 'Interrupted' });
  await set('failCommand', 'off');
  expect(await docs.count()).toBe(0);
});

test('a write whose connection breaks, before it or after, happens once', async () => {
  await set('failCommand', { times: 1 }, { failCommands: ['insert'], closeConnection: true });
  await docs.insertOne({ _id: 1 });
  await set('onPrimaryTransactionalWrite', { times: 1 });
  await docs.insertOne({ _id: 2 });
  await set('onPrimaryTransactionalWrite', { times: 1 });
  await docs.updateOne({ _id: 1 }, { $inc: { n: 1 } });
  await set('onPrimaryTransactionalWrite', { times: 1 }, { failBeforeCommitExceptionCode: 1 });
  await docs.updateOne({ _id: 1 }, { $inc: { n: 1 } });
  expect(await docs.findOne({ _id: 1 })).toEqual({ _id: 1, n: 2 });
  expect(await ids()).toEqual([1, 2]);
});

test('a write outlives an election, and says so where the driver does not repeat it', async () => {
  await set('failCommand', { times: 1 }, { failCommands: ['insert'], errorCode: 91 });
  await docs.insertOne({ _id: 1 });
  await set('failCommand', 'alwaysOn', { failCommands: ['insert'], errorCode: 91 });
  const error = await docs.insertOne({ _id: 2 }).catch((thrown: mongoose.mongo.MongoServerError) => thrown);
  expect(error).toMatchObject({ code: 91 });
  expect((error as mongoose.mongo.MongoServerError).hasErrorLabel('RetryableWriteError')).toBe(true);
  await set('failCommand', 'off');
  expect(await ids()).toEqual([1]);
});

test('an error of the write concern comes with a write that happened', async () => {
  await set('failCommand', { times: 1 }, { failCommands: ['insert'], writeConcernError: { code: 64, errmsg: 'late' } });
  await expect(docs.insertOne({ _id: 1 })).rejects.toMatchObject({ code: 64 });
  await expect(docs.insertOne({ _id: 2 }, { writeConcern: { w: 3 } })).rejects.toMatchObject({ code: 100 });
  expect(await ids()).toEqual([1, 2]);
});

test('a commit whose connection breaks commits once, on another', async () => {
  for (const [i, data] of [{ closeConnection: true }, { errorCode: 91 }].entries()) {
    await set('failCommand', { times: 1 }, { failCommands: ['commitTransaction'], ...data });
    const session = client.startSession();
    session.startTransaction();
    await docs.insertOne({ _id: i }, { session });
    await session.commitTransaction();
    await session.endSession();
  }
  expect(await ids()).toEqual([0, 1]);
});

test('an answer that is lost leaves what the command did, once', async () => {
  await set('loseReply', { times: 1 }, { failCommands: ['insert'], namespace: docs.namespace });
  await docs.insertOne({ _id: 1, n: 0 });
  await set('loseReply', { times: 1 }, { failCommands: ['update'], namespace: docs.namespace });
  await docs.updateOne({ _id: 1 }, { $inc: { n: 1 } });
  await set('loseReply', { times: 1 }, { failCommands: ['commitTransaction'] });
  await client.withSession((session) =>
    session.withTransaction(async () => void (await docs.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session }))),
  );
  await set('loseReply', { times: 1 }, { failCommands: ['insert'], namespace: docs.namespace });
  const unrepeated = await MongoClient.connect(devdb.uri, { retryWrites: false });
  await expect(unrepeated.db('f').collection<Doc>(docs.collectionName).insertOne({ _id: 2 })).rejects.toThrow('closed');
  await unrepeated.close();
  expect(await docs.find().sort({ _id: 1 }).toArray()).toEqual([{ _id: 1, n: 2 }, { _id: 2 }]);
});

test('commands fail as likely as was said', async () => {
  await set('failCommand', { activationProbability: 0.5 }, { failCommands: ['count'], errorCode: 8000 });
  let failed = 0;
  for (let i = 0; i < 200; i++) await docs.count().catch(() => failed++);
  // Fewer than 50 or more than 150 of 200 come less than once in 10^11 times.
  expect(failed).toBeGreaterThan(50);
  expect(failed).toBeLessThan(150);
});

test('only the commands of one application or namespace fail', async () => {
  await set('failCommand', 'alwaysOn', { failCommands: ['count'], errorCode: 8000, appName: 'another' });
  expect(await docs.count()).toBe(0);
  await set('failCommand', 'alwaysOn', { failCommands: ['count'], errorCode: 8000, appName: 'tested' });
  await expect(docs.count()).rejects.toMatchObject({ code: 8000 });
  await set('failCommand', 'alwaysOn', { failCommands: ['count'], errorCode: 8000, namespace: docs.namespace });
  await expect(docs.count()).rejects.toMatchObject({ code: 8000 });
  expect(await client.db('f').collection('other').count()).toBe(0);
});

test('a command can be held up', async () => {
  await set('failCommand', { times: 1 }, { failCommands: ['count'], blockConnection: true, blockTimeMS: 150 });
  const start = performance.now();
  await docs.count();
  expect(performance.now() - start).toBeGreaterThan(140);
});

test('what it does not serve, it refuses by name', async () => {
  await expect(set('failCommands', 'alwaysOn')).rejects.toThrow("fail point 'failCommands'");
  await expect(set('failCommand', 'alwaysOn', { threadName: 'x' })).rejects.toThrow("'threadName'");
  for (const mode of ['on', { times: 0 }, { skip: -1 }, { activationProbability: 2 }, {}])
    await expect(set('failCommand', mode)).rejects.toThrow('modes');
  await expect(client.db('f').command({ configureFailPoint: 'failCommand', mode: 'off' })).rejects.toMatchObject({ code: 13 });
});

test('a write concern inside a transaction is refused', async () => {
  const session = client.startSession();
  session.startTransaction();
  const insert = { insert: docs.collectionName, documents: [{ _id: 1 }], writeConcern: { w: 1 } };
  await expect(client.db('f').command(insert, { session })).rejects.toMatchObject({ code: 72 });
  await session.abortTransaction();
  await session.endSession();
});
