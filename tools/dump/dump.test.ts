/** Dumps of databases and loads of them: every document and index arrives, and what is not whole is refused. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } from 'bson';
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { withDatabase } from '#lib/db/address.ts';
import { refuseUnfinishedLoad, unfinishedLoad } from '#lib/db/preparation/unfinished-load.ts';
import { startMongodb } from '#test/harness/stores/mongodb.ts';
import { startDevdb } from '../../devdb/index.ts';
import { dump } from './dump.ts';
import { load } from './load.ts';
import { type DumpStores, openDumpStores } from './stores.ts';

const stack = new AsyncDisposableStack();
const scratch = mkdtempSync(join(tmpdir(), 'agora-dump-'));
let uri = '';
let made = 0;
let from: DumpStores;
let to: DumpStores;

beforeAll(async () => {
  uri = stack.use(await startMongodb()).uri;
  stack.defer(() => rmSync(scratch, { recursive: true, force: true }));
});
afterAll(async () => await stack.disposeAsync());
beforeEach(async () => {
  from = await storesNamed(`from_${(made += 1)}`);
  to = await storesNamed(`to_${made}`);
});

async function storesNamed(name: string): Promise<DumpStores> {
  const stores = await openDumpStores({ env: { MONGODB_URI: withDatabase(uri, `dump_${name}`) }, dataDir: scratch });
  stack.defer(async () => {
    for (const database of stores.databases.values()) await database.dropDatabase();
    await stores[Symbol.asyncDispose]();
  });
  return stores;
}

const databaseOf = (stores: DumpStores, subgraph: string): mongoose.mongo.Db => stores.databases.get(subgraph)!;
const newFolder = (): string => join(scratch, `folder-${(made += 1)}`);
const clock = (): Date => new Date();
const say = (): void => undefined;

async function dumped(stores: DumpStores, folder = newFolder()): Promise<string> {
  await dump({ stores, folder, clock, say });
  return folder;
}

/** Every file of a folder with what is in it. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((file) => join(file.parentPath, file.name)).map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]),
  );
}

const awkward: mongoose.mongo.Document[] = [
  {
    _id: 'numbers',
    int: new Int32(1),
    double: new Double(1),
    long: Long.fromString('9007199254740993'),
    zero: new Double(-0),
    nan: Number.NaN,
  },
  { _id: 'infinite', up: Infinity, down: -Infinity, decimal: Decimal128.fromString('1.10'), tiny: 5e-324 },
  { _id: 'texts', text: 'a\u2028b\u2029c\nd\r\ne\u0000f "quoted" \\ 👩‍👩‍👧', empty: '', 'a key. with $signs': '\u{10ffff}' },
  { _id: 'times', date: new Date(0), before: new Date(-1), far: new Date(8.64e15), stamp: new Timestamp({ t: 7, i: 1 }) },
  { _id: 'bytes', none: new Binary(Buffer.alloc(0)), some: new Binary(Buffer.from([0, 255])), uuid: new UUID() },
  { _id: 'nested', list: [null, [], {}, [[1]], { deep: { er: [true, false] } }], id: new ObjectId() },
  { _id: 'pattern', regex: /^a\/b$/i, min: new MinKey(), max: new MaxKey() },
  { _id: new ObjectId(), kind: 'an id of another type' },
  { _id: 7, kind: 'a number as id' },
  { _id: new UUID(), kind: 'bytes as id' },
  { _id: { a: 1, b: 'x' }, kind: 'an object as id' },
  { _id: 'large', text: 'ä'.repeat(900_000) },
];
/** Those that the embedded database stores. */
const stored = awkward.filter(({ _id }) => _id !== 'pattern');

test('dumped, loaded and dumped again, every file has the same bytes', async () => {
  const posts = databaseOf(from, 'posts');
  await posts.collection('awkward').insertMany(stored);
  await posts.collection('many').insertMany(Array.from({ length: 2_500 }, (_, n) => ({ _id: `${n}` as never, n, at: new Date(n) })));
  await posts.createCollection('empty');
  await databaseOf(from, 'users')
    .collection('strange / name')
    .insertOne({ _id: 'x' as never });
  const first = await dumped(from);
  await load({ stores: to, folder: first, say });
  const second = await dumped(to);
  expect(contents(second)).toEqual(contents(first));
  const files = contents(first);
  expect(Object.keys(files).sort()).toEqual([
    '/manifest.json',
    '/posts/awkward.jsonl',
    '/posts/empty.jsonl',
    '/posts/many.jsonl',
    '/users/strange%20%2F%20name.jsonl',
  ]);
  const many = (files['/posts/many.jsonl'] ?? '').trimEnd().split('\n');
  expect(many[1]).toBe('{"_id":"1","n":{"$numberInt":"1"},"at":{"$date":{"$numberLong":"1"}}}');
  expect(many.map((line) => (JSON.parse(line) as { _id: string })._id)).toEqual(Array.from({ length: 2_500 }, (_, n) => `${n}`).sort());
});

test('indexes arrive with all their options, and refuse a second document where they are unique', async () => {
  const source = databaseOf(from, 'search').collection('entries');
  await source.insertOne({ _id: 'one' as never, group: 'g', word: 'apple', title: 'pear', at: new Date(1e12), seq: 4 });
  await source.createIndexes([
    { key: { word: 1, at: -1 }, name: 'words' },
    { key: { seq: 1 }, unique: true, partialFilterExpression: { seq: { $exists: true } } },
    { key: { at: 1 }, name: 'dated', partialFilterExpression: { at: { $gt: new Date(0) } } },
    { key: { expiresAt: 1 }, expireAfterSeconds: 60 },
    { key: { sparse: 1 }, sparse: true },
    {
      key: { group: 1, word: 'text', title: 'text' },
      weights: { title: 5 },
      default_language: 'none',
      language_override: 'tongue',
      name: 'texts',
    },
  ]);
  const folder = await dumped(from);
  await load({ stores: to, folder, say });
  const loaded = databaseOf(to, 'search').collection('entries');
  const byName = (one: { name?: string }, other: { name?: string }): number => ((one.name ?? '') < (other.name ?? '') ? -1 : 1);
  expect((await loaded.indexes()).sort(byName)).toEqual((await source.indexes()).sort(byName));
  await expect(loaded.insertOne({ _id: 'two' as never, seq: 4 })).rejects.toMatchObject({ code: 11_000 });
  expect(await loaded.find({ group: 'g', $text: { $search: 'pear' } }).toArray()).toHaveLength(1);
});

test('documents that have expired arrive, and are verified before an index removes them', async () => {
  const sessions = databaseOf(from, 'users').collection('sessions');
  await sessions.createIndexes([{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }]);
  await sessions.insertMany(Array.from({ length: 50 }, (_, n) => ({ expiresAt: new Date(n) })));
  const folder = await dumped(from);
  const count = (contents(folder)['/users/sessions.jsonl'] ?? '').split('\n').length - 1;
  await load({ stores: to, folder, say });
  expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toContain(`"documents": ${count}`);
});

test.each([
  ['a key that reads as a type of extended JSON', { _id: 'x', payload: { $numberInt: '5' } }],
  [
    'keys that JavaScript would put in another order',
    {
      _id: 'x',
      counts: new Map([
        ['b', 1],
        ['10', 2],
        ['2', 3],
      ]),
    },
  ],
])('%s is refused rather than changed', async (_, document) => {
  await databaseOf(from, 'media')
    .collection('odd')
    .insertOne(document as never);
  await expect(dumped(from)).rejects.toThrow('_media.odd holds a document that extended JSON cannot give back as it is: {"_id":"x"');
});

test('a service that works refuses the dump; one that has just ended is waited for', async () => {
  const leases = databaseOf(from, 'posts').collection<{ _id: string; expiresAt: Date }>('leases');
  await leases.insertOne({ _id: 'relay', expiresAt: new Date(Date.now() + 60_000) });
  await expect(dumped(from)).rejects.toThrow(/A service works on .*_posts \(it holds the lease relay\)\. Stop all services first\./);
  await leases.updateOne({ _id: 'relay' }, { $set: { expiresAt: new Date(Date.now() + 1_000) } });
  expect(Object.keys(contents(await dumped(from)))).toContain('/posts/leases.jsonl');
});

test.each([
  ['an event', 'events', { _id: 'evt', pending: true }],
  ['an event beside its subject', 'pending_events', { _id: 'evt' }],
  ['a reader that moved', 'checkpoints', { _id: 'users', seq: 5 }],
  ['a worker that came and went', 'leases', { _id: 'relay', expiresAt: new Date(0) }],
])('%s during the dump refuses it, and leaves no whole dump', async (_, collection, document) => {
  await databaseOf(from, 'media').collection('files').insertOne({});
  await databaseOf(from, 'users').collection('accounts').insertOne({});
  const folder = newFolder();
  let write: Promise<unknown> = Promise.resolve();
  const sayAndWrite = (line: string): void => {
    if (line.startsWith('media'))
      write = databaseOf(from, 'posts')
        .collection(collection)
        .insertOne(document as never);
  };
  const making = dump({ stores: from, folder, clock, say: sayAndWrite });
  await expect(making).rejects.toThrow('Services wrote while the dump was made.');
  await write;
  await expect(load({ stores: to, folder, say })).rejects.toThrow('holds no whole dump');
});

test('a dump takes a folder of its own, and is for its user alone', async () => {
  await databaseOf(from, 'users').collection('accounts').insertOne({});
  const folder = await dumped(from);
  await expect(dumped(from, folder)).rejects.toThrow('is not empty');
  const { statSync } = await import('node:fs');
  expect(
    [folder, join(folder, 'users'), join(folder, 'users/accounts.jsonl')].map((path) => (statSync(path).mode & 0o077).toString(8)),
  ).toEqual(['0', '0', '0']);
});

test('where nothing is, nothing is dumped', async () => {
  await expect(dumped(from)).rejects.toThrow('holds no data of Agora');
});

test('databases that hold data are left alone, also those that the dump says nothing of', async () => {
  await databaseOf(from, 'users')
    .collection('accounts')
    .insertOne({ _id: 'a' as never });
  await databaseOf(to, 'media')
    .collection('files')
    .insertOne({ _id: 'kept' as never });
  const folder = await dumped(from);
  await expect(load({ stores: to, folder, say })).rejects.toThrow(/_media holds data \(files\)/);
  expect(await databaseOf(to, 'users').listCollections().toArray()).toEqual([]);
  expect(await databaseOf(to, 'media').collection('files').countDocuments()).toBe(1);
});

test('empty collections with indexes of their own, as a sharded database has, are loaded into', async () => {
  await databaseOf(from, 'users')
    .collection('accounts')
    .insertOne({ _id: 'a' as never, name: 'ada' });
  await databaseOf(from, 'users').collection('accounts').createIndex({ name: 1 });
  await databaseOf(to, 'users').collection('accounts').createIndex({ shard: 1, _id: 1 });
  await load({ stores: to, folder: await dumped(from), say });
  const names = (await databaseOf(to, 'users').collection('accounts').indexes()).map(({ name }) => name);
  expect(new Set(names)).toEqual(new Set(['_id_', 'name_1', 'shard_1__id_1']));
});

test.each([
  ['a changed letter', (text: string) => text.replace('ada', 'eve')],
  ['a lost line', (text: string) => text.slice(text.indexOf('\n') + 1)],
  ['a lost end', (text: string) => text.slice(0, -5)],
  ['a doubled line', (text: string) => text + text.slice(0, text.indexOf('\n') + 1)],
])('a damaged dump (%s) is refused before anything is loaded', async (_, damage) => {
  await databaseOf(from, 'users')
    .collection('accounts')
    .insertMany([{ name: 'ada' }, { name: 'bob' }]);
  const folder = await dumped(from);
  const path = join(folder, 'users/accounts.jsonl');
  writeFileSync(path, damage(readFileSync(path, 'utf8')));
  await expect(load({ stores: to, folder, say })).rejects.toThrow('accounts.jsonl is not what the dump says');
  expect(await databaseOf(to, 'users').listCollections().toArray()).toEqual([]);
});

test('a load that was cut off lets no service start, and runs again', async () => {
  const accounts = databaseOf(from, 'users').collection('accounts');
  await accounts.insertMany(Array.from({ length: 30 }, (_, n) => ({ _id: `u${n}` as never, n })));
  await accounts.createIndexes([{ key: { n: 1 }, unique: true }]);
  await databaseOf(from, 'posts')
    .collection('posts')
    .insertOne({ _id: 'p' as never });
  const folder = await dumped(from);
  const cutOff = load({
    stores: to,
    folder,
    say: () => {
      throw new Error('pulled the plug');
    },
  });
  await expect(cutOff).rejects.toThrow('pulled the plug');
  const service = await mongoose.createConnection(withDatabase(uri, databaseOf(to, 'users').databaseName)).asPromise();
  stack.defer(async () => await service.destroy());
  await expect(refuseUnfinishedLoad(service)).rejects.toThrow('Run npm run load again');
  await expect(dumped(to)).rejects.toThrow('was cut off');

  await load({ stores: to, folder, say });
  await refuseUnfinishedLoad(service);
  expect(contents(await dumped(to))).toEqual(contents(folder));
  expect((await databaseOf(to, 'users').listCollections().toArray()).map(({ name }) => name)).not.toContain(unfinishedLoad);
});

test('npm run dump and npm run load move the data of npm start from one folder to another', async () => {
  const [one, other] = [join(scratch, 'one'), join(scratch, 'other')];
  {
    await using devdb = await startDevdb({ path: join(one, 'devdb') });
    await using client = await new mongoose.mongo.MongoClient(devdb.uri).connect();
    await client.db('agora_users').collection('accounts').insertMany(stored);
    await client
      .db('agora_notifications')
      .collection('devices')
      .insertOne({ _id: 'd' as never });
  }
  const tool = async (name: string, folder: string, dataDir: string): Promise<string> => {
    const env = { ...process.env, MONGODB_URI: '', AGORA_DATA_DIR: dataDir };
    const { stdout } = await promisify(execFile)(process.execPath, [`tools/${name}.ts`, folder], { env });
    return stdout;
  };
  const [first, second] = [newFolder(), newFolder()];
  expect(await tool('dump', first, one)).toContain(`users: ${stored.length} documents in 1 collections`);
  await expect(tool('load', first, one)).rejects.toMatchObject({ stderr: expect.stringMatching(/^agora_\w+ holds data .*\n$/) as string });
  expect(await tool('load', first, other)).toContain('holds what the dump does');
  await tool('dump', second, other);
  expect(contents(second)).toEqual(contents(first));
  await expect(tool('dump', newFolder(), join(scratch, 'nowhere'))).rejects.toMatchObject({
    stderr: expect.stringContaining('There is no data in') as string,
  });
  const hash = createHash('sha256')
    .update(readFileSync(join(first, 'users/accounts.jsonl')))
    .digest('hex');
  expect(readFileSync(join(first, 'manifest.json'), 'utf8')).toContain(hash);
});
