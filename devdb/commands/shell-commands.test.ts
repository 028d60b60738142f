// What mongosh and other tools ask when they connect, and what people ask with them daily.
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Devdb, startDevdb } from '../index.ts';

const { Long, MongoClient } = mongoose.mongo;

type Doc = { _id: number; n?: number; tags?: string[] };

let devdb: Devdb;
let client: mongoose.mongo.MongoClient;
let admin: mongoose.mongo.Db;
let db: mongoose.mongo.Db;
let docs: mongoose.mongo.Collection<Doc>;

beforeAll(async () => {
  devdb = await startDevdb();
  client = await MongoClient.connect(devdb.uri);
  admin = client.db('admin');
});

afterAll(async () => {
  await client.close();
  await devdb.close();
});

beforeEach(async () => {
  db = client.db('shell');
  await db.dropDatabase();
  docs = db.collection<Doc>('docs');
  await docs.insertMany(Array.from({ length: 10 }, (_, n) => ({ _id: n, n: n % 5, tags: ['a', `t${n}`] })));
  await docs.createIndexes([
    { key: { n: 1 }, name: 'by_n' },
    { key: { tags: 1 }, name: 'by_tag', sparse: true },
  ]);
});

describe('a shell that connects', () => {
  test.each([
    [{ hello: 1 }, { isWritablePrimary: true, setName: 'devdb', maxWireVersion: 25 }],
    [{ buildInfo: 1 }, { version: '8.0.0', modules: ['devdb'] }],
    [{ connectionStatus: 1, showPrivileges: true }, { authInfo: { authenticatedUsers: [], authenticatedUserPrivileges: [] } }],
    [{ getParameter: 1, featureCompatibilityVersion: 1 }, { featureCompatibilityVersion: { version: '8.0' } }],
    [{ getParameter: '*' }, { enableTestCommands: true, featureCompatibilityVersion: { version: '8.0' } }],
    [{ getLog: '*' }, { names: ['startupWarnings'] }],
    [{ getLog: 'startupWarnings' }, { totalLinesWritten: 0, log: [] }],
    [{ whatsmyuri: 1 }, { you: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string }],
    [{ getCmdLineOpts: 1 }, { parsed: { net: { bindIp: '127.0.0.1' } } }],
    [{ hostInfo: 1 }, { system: { cpuArch: process.arch } }],
    [{ serverStatus: 1 }, { version: '8.0.0', process: 'devdb', pid: process.pid }],
    [{ replSetGetStatus: 1 }, { set: 'devdb', myState: 1, members: [{ stateStr: 'PRIMARY', self: true }] }],
    [{ replSetGetConfig: 1 }, { config: { _id: 'devdb', members: [{ _id: 0 }] } }],
    [{ usersInfo: 1 }, { users: [] }],
  ])('%j', async (command, expected) => {
    expect(await admin.command(command)).toMatchObject({ ...expected, ok: 1 });
  });

  test.each([
    // A server that is not Atlas has no such command: so mongosh learns that.
    [{ atlasVersion: 1 }, 59],
    [{ getParameter: 1, noSuchParameter: 1 }, 115],
    [{ getParameter: 1 }, 72],
    [{ getLog: 'global' }, 96],
  ])('%j is refused', async (command, code) => {
    await expect(admin.command(command)).rejects.toMatchObject({ code });
  });

  test('commands of the whole server are for its admin database', async () => {
    for (const command of [{ getLog: '*' }, { hostInfo: 1 }, { getParameter: '*' }, { replSetGetStatus: 1 }])
      await expect(db.command(command)).rejects.toMatchObject({ code: 13 });
  });
});

describe('a look around', () => {
  test('databases and collections, with what they take', async () => {
    const { databases, totalSize } = (await admin.command({ listDatabases: 1 })) as {
      databases: { name: string; sizeOnDisk: number }[];
      totalSize: number;
    };
    const own = databases.find(({ name }) => name === 'shell');
    const stats = await db.command({ dbStats: 1 });
    expect(stats).toMatchObject({ db: 'shell', collections: 1, objects: 10, indexes: 3 });
    const bytes = (await docs.find({}, { raw: true }).toArray()).reduce((sum, each) => sum + (each as unknown as Buffer).length, 0);
    expect(stats).toMatchObject({ dataSize: bytes, totalSize: own?.sizeOnDisk, avgObjSize: bytes / 10 });
    expect(totalSize).toBe(databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0));
    expect(await db.command({ collStats: 'docs' })).toMatchObject({ ns: 'shell.docs', count: 10, size: bytes, nindexes: 3 });
    const inKilobytes = (await db.command({ collStats: 'docs', scale: 1024 })) as { size: number };
    expect(inKilobytes.size).toBe(Math.floor(bytes / 1024));
    expect(await db.command({ collStats: 'none' })).toMatchObject({ count: 0, size: 0, nindexes: 0 });
    const [fromStage] = await docs.aggregate([{ $collStats: { storageStats: { scale: 1 }, count: {} } }]).toArray();
    expect(fromStage).toMatchObject({ ns: 'shell.docs', count: 10, storageStats: { size: bytes, count: 10 } });
    const size = { $group: { _id: null, total: { $sum: '$storageStats.size' } } };
    expect(await docs.aggregate([{ $collStats: { storageStats: {} } }, size]).toArray()).toEqual([{ _id: null, total: bytes }]);
    expect((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name)).toEqual(['docs']);
  });

  test('what statistics do not serve is refused', async () => {
    await expect(docs.aggregate([{ $collStats: { latencyStats: {} } }]).toArray()).rejects.toThrow('latencyStats');
    await expect(docs.aggregate([{ $match: {} }, { $collStats: { count: {} } }]).toArray()).rejects.toThrow('$collStats');
    await expect(
      db
        .collection('none')
        .aggregate([{ $collStats: { count: {} } }])
        .toArray(),
    ).rejects.toMatchObject({ code: 26 });
    await expect(db.command({ collStats: 'docs', scale: 0 })).rejects.toMatchObject({ code: 2 });
  });

  test('a cursor is read in batches and killed', async () => {
    const { cursor } = (await db.command({ find: 'docs', batchSize: 3 }, { promoteLongs: false })) as {
      cursor: { id: mongoose.mongo.Long; firstBatch: Doc[] };
    };
    expect(cursor.firstBatch).toHaveLength(3);
    expect(await db.command({ getMore: cursor.id, collection: 'docs', batchSize: 2 })).toMatchObject({
      cursor: { nextBatch: [{ _id: 3 }, { _id: 4 }] },
    });
    const killing = { killCursors: 'docs', cursors: [cursor.id, Long.fromNumber(7)] };
    expect(await db.command(killing, { promoteLongs: false })).toMatchObject({
      cursorsKilled: [cursor.id],
      cursorsNotFound: [Long.fromNumber(7)],
    });
    await expect(db.command({ getMore: cursor.id, collection: 'docs' })).rejects.toMatchObject({ code: 43 });
  });
});

interface Explained {
  queryPlanner: { namespace: string; winningPlan: Stage };
  executionStats?: { nReturned: number; totalKeysExamined: number; totalDocsExamined: number };
}

interface Stage {
  stage: string;
  indexName?: string;
  inputStage?: Stage;
  inputStages?: Stage[];
}

/** `LIMIT SORT COLLSCAN`, `FETCH IXSCAN:by_n` … */
function stages({ stage, indexName, inputStage, inputStages }: Stage): string {
  const inner = inputStage ? ` ${stages(inputStage)}` : inputStages ? ` (${inputStages.map(stages).join(' | ')})` : '';
  return `${stage}${indexName ? `:${indexName}` : ''}${inner}`;
}

const explain = async (command: object, verbosity?: string): Promise<Explained> =>
  (await db.command({ explain: command, ...(verbosity && { verbosity }) })) as unknown as Explained;

describe('explain', () => {
  test.each<[object, string, { keys: number; documents: number; returned: number }]>([
    [{ find: 'docs', filter: { n: 3 } }, 'FETCH IXSCAN:by_n', { keys: 2, documents: 2, returned: 2 }],
    [{ find: 'docs', filter: { _id: 3 } }, 'FETCH IXSCAN:_id_', { keys: 1, documents: 1, returned: 1 }],
    [{ find: 'docs', filter: { n: 3, _id: { $gt: 5 } }, hint: 'by_n' }, 'FETCH IXSCAN:by_n', { keys: 2, documents: 2, returned: 1 }],
    [{ find: 'docs', filter: { other: 1 } }, 'COLLSCAN', { keys: 0, documents: 10, returned: 0 }],
    [
      { find: 'docs', filter: {}, sort: { other: -1 }, limit: 2, skip: 1 },
      'LIMIT SKIP SORT COLLSCAN',
      { keys: 0, documents: 10, returned: 2 },
    ],
    [
      { find: 'docs', filter: { $or: [{ n: 1 }, { tags: 't4' }] } },
      'OR (FETCH IXSCAN:by_n | FETCH IXSCAN:by_tag)',
      { keys: 3, documents: 3, returned: 3 },
    ],
    [{ count: 'docs', query: { tags: 'a' } }, 'COUNT FETCH IXSCAN:by_tag', { keys: 10, documents: 10, returned: 10 }],
    [{ distinct: 'docs', key: 'n', query: { n: { $lt: 1 } } }, 'FETCH IXSCAN:by_n', { keys: 2, documents: 2, returned: 2 }],
    [
      { aggregate: 'docs', pipeline: [{ $match: { n: 4 } }, { $group: { _id: '$n' } }], cursor: {} },
      'FETCH IXSCAN:by_n',
      { keys: 2, documents: 2, returned: 2 },
    ],
    [{ find: 'none', filter: { n: 3 } }, 'EOF', { keys: 0, documents: 0, returned: 0 }],
  ])('%j', async (command, plan, { keys, documents, returned }) => {
    const { queryPlanner, executionStats } = await explain(command, 'executionStats');
    expect(stages(queryPlanner.winningPlan)).toBe(plan);
    expect(executionStats).toMatchObject({ nReturned: returned, totalKeysExamined: keys, totalDocsExamined: documents });
  });

  test('an explained write changes nothing', async () => {
    const before = await docs.find().toArray();
    for (const [command, plan] of [
      [{ update: 'docs', updates: [{ q: { n: 1 }, u: { $set: { n: 9 } }, multi: true }] }, 'UPDATE FETCH IXSCAN:by_n'],
      [{ delete: 'docs', deletes: [{ q: { n: 1 }, limit: 1 }] }, 'DELETE LIMIT FETCH IXSCAN:by_n'],
      [{ findAndModify: 'docs', query: { n: 1 }, remove: true }, 'UPDATE LIMIT FETCH IXSCAN:by_n'],
    ] as const)
      expect(stages((await explain(command)).queryPlanner.winningPlan)).toBe(plan);
    expect(await docs.find().toArray()).toEqual(before);
  });

  test('the plan alone runs nothing; the driver and its cursors explain too', async () => {
    expect((await explain({ find: 'docs' }, 'queryPlanner')).executionStats).toBeUndefined();
    const explained = (await docs.find({ n: 2 }).explain('executionStats')) as unknown as Explained;
    expect(explained).toMatchObject({ queryPlanner: { namespace: 'shell.docs' }, executionStats: { totalDocsExamined: 2 } });
  });

  test.each([
    [{ explain: { find: 'docs', tailable: true } }, 115],
    [{ explain: { insert: 'docs', documents: [{}] } }, 115],
    [{ explain: { nonsense: 1 } }, 59],
    [{ explain: 'find' }, 14],
    [{ explain: { find: 'docs' }, verbosity: 'all' }, 9],
    [{ explain: { update: 'docs', updates: [] } }, 16],
    [{ explain: { find: 'docs', filter: { $where: '1' } } }, 2],
  ])('%j is refused', async (command, code) => {
    await expect(db.command(command)).rejects.toMatchObject({ code });
  });
});
