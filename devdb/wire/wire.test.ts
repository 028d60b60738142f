// What drivers hide: repeated requests, broken ones, and everything that is refused.
import { createConnection, type Socket } from 'node:net';
import { BSON, Long, UUID } from 'bson';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Devdb, startDevdb } from '../index.ts';

let devdb: Devdb;

beforeAll(async () => {
  devdb = await startDevdb();
});

afterAll(() => devdb.close());

type Reply = Record<string, unknown>;

/** A connection that sends what it is told to. */
async function connect(): Promise<{
  socket: Socket;
  send: (bytes: Uint8Array) => Promise<Reply>;
  command: (body: object, sequences?: Record<string, object[]>) => Promise<Reply>;
}> {
  const socket = createConnection(devdb.port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  let received = Buffer.alloc(0);
  const waiting: ((reply: Reply | Error) => void)[] = [];
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    while (received.length >= 16 && received.length >= received.readInt32LE(0)) {
      const length = received.readInt32LE(0);
      const start = received.readInt32LE(12) === 1 ? 36 : 21;
      waiting.shift()!(BSON.deserialize(received.subarray(start, length)));
      received = received.subarray(length);
    }
  });
  socket.on('close', () => waiting.splice(0).forEach((resolve) => resolve(new Error('closed'))));
  socket.on('error', () => {});
  const send = async (bytes: Uint8Array): Promise<Reply> => {
    const reply = await new Promise<Reply | Error>((resolve) => {
      waiting.push(resolve);
      socket.write(bytes);
    });
    if (reply instanceof Error) throw reply;
    return reply;
  };
  return { socket, send, command: (body, sequences) => send(message({ ...body, $db: 'w' }, sequences)) };
}

function message(body: object, sequences: Record<string, object[]> = {}, flags = 0): Buffer {
  const sections = [Buffer.of(0), BSON.serialize(body)];
  for (const [name, documents] of Object.entries(sequences)) {
    const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((each) => BSON.serialize(each))]);
    sections.push(Buffer.of(1), int32(content.length + 4), content);
  }
  if (flags & 1) sections.push(Buffer.alloc(4));
  return frame(2013, Buffer.concat([int32(flags), ...sections]));
}

function frame(code: number, content: Buffer): Buffer {
  return Buffer.concat([int32(content.length + 16), int32(1), int32(0), int32(code), content]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

describe('frames', () => {
  test('document sequences, checksums, and messages that arrive in pieces or together', async () => {
    const { socket, send, command } = await connect();
    expect(await command({ insert: 'seq' }, { documents: [{ _id: 1 }, { _id: 2 }] })).toMatchObject({ n: 2, ok: 1 });
    expect(await send(message({ ping: 1, $db: 'w' }, {}, 1))).toMatchObject({ ok: 1 });
    const bytes = message({ count: 'seq', $db: 'w' });
    const whole = send(Buffer.concat([bytes.subarray(0, 0)]));
    for (const byte of bytes) {
      socket.write(Buffer.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await whole).toMatchObject({ n: 2 });
    const [first, second] = await Promise.all([send(Buffer.concat([bytes, message({ ping: 1, $db: 'w' })])), send(Buffer.alloc(0))]);
    expect([first, second]).toMatchObject([{ n: 2 }, { ok: 1 }]);
    socket.destroy();
  });

  test('hello over OP_QUERY says what a replica set of one says', async () => {
    const { socket, send } = await connect();
    const content = Buffer.concat([
      int32(0),
      Buffer.from('admin.$cmd\0'),
      int32(0),
      int32(-1),
      BSON.serialize({ isMaster: 1, helloOk: true }),
    ]);
    expect(await send(frame(2004, content))).toMatchObject({
      ismaster: true,
      helloOk: true,
      setName: 'devdb',
      hosts: [`127.0.0.1:${devdb.port}`],
      maxWireVersion: 25,
      logicalSessionTimeoutMinutes: 30,
    });
    socket.destroy();
  });

  test('an update changes the first by its sort, which MongoDB takes from 8.0 on; one of several takes none', async () => {
    const { socket, command } = await connect();
    expect(await command({ buildInfo: 1 })).toMatchObject({ version: '8.0.0' });
    await command({ insert: 'sorted', documents: [2, 3, 1].map((n) => ({ _id: n, n })) });
    const update = async (options: object) =>
      await command({ update: 'sorted', updates: [{ q: {}, u: { $set: { isFirst: true } }, sort: { n: -1 }, ...options }] });
    expect(await update({})).toMatchObject({ ok: 1, nModified: 1 });
    expect(await command({ find: 'sorted', filter: { isFirst: true } })).toMatchObject({ cursor: { firstBatch: [{ _id: 3 }] } });
    expect(JSON.stringify(await update({ multi: true }))).toContain('Cannot specify sort with multi=true');
    expect(await command({ count: 'sorted', query: { isFirst: true } })).toMatchObject({ n: 1 });
    socket.destroy();
  });

  test('a broken frame closes its connection and no other', async () => {
    const good = await connect();
    const broken = [
      frame(2013, Buffer.alloc(2)),
      frame(2012, Buffer.alloc(9)),
      int32(3),
      Buffer.concat([int32(90_000_000), Buffer.alloc(12)]),
      frame(2013, Buffer.concat([int32(0), Buffer.of(7)])),
      frame(2013, Buffer.concat([int32(8), Buffer.of(0), BSON.serialize({ ping: 1 })])),
    ];
    for (const bytes of broken) {
      const { send } = await connect();
      await expect(send(Buffer.concat([bytes, Buffer.alloc(16)]))).rejects.toThrow('closed');
    }
    expect(await good.command({ ping: 1 })).toMatchObject({ ok: 1 });
    good.socket.destroy();
  });

  test('broken BSON in a good frame is an error', async () => {
    const { socket, send, command } = await connect();
    const bytes = message({ ping: 'text', $db: 'w' });
    bytes.writeInt32LE(9999, 31);
    expect(await send(bytes)).toMatchObject({ ok: 0, code: 22 });
    expect(await command({ ping: 1 })).toMatchObject({ ok: 1 });
    socket.destroy();
  });
});

describe('sessions', () => {
  test('a retryable write that is sent twice happens once, and an older one is refused', async () => {
    const { socket, command } = await connect();
    const lsid = { id: new UUID() };
    const increment = (number: number): Promise<Reply> =>
      command({
        update: 'once',
        updates: [{ q: { _id: 'a' }, u: { $inc: { n: 1 } }, upsert: true }],
        lsid,
        txnNumber: Long.fromNumber(number),
      });
    const first = await increment(7);
    expect(await increment(7)).toEqual({ ...first, operationTime: expect.anything() });
    expect(await command({ find: 'once' })).toMatchObject({ cursor: { firstBatch: [{ _id: 'a', n: 1 }] } });
    expect(await increment(6)).toMatchObject({ code: 225 });
    expect(await increment(8)).toMatchObject({ nModified: 1 });
    socket.destroy();
  });

  test('a commit may be repeated; nothing else goes on after it', async () => {
    const { socket, command } = await connect();
    const lsid = { id: new UUID() };
    const inTransaction = { lsid, txnNumber: Long.fromNumber(1), autocommit: false };
    expect(await command({ insert: 'tx', documents: [{ _id: 1 }], ...inTransaction, startTransaction: true })).toMatchObject({ n: 1 });
    expect(await command({ insert: 'tx', documents: [{ _id: 2 }], ...inTransaction, startTransaction: true })).toMatchObject({
      ok: 0,
      code: 251,
    });
    expect(await command({ commitTransaction: 1, ...inTransaction })).toMatchObject({ ok: 1 });
    expect(await command({ commitTransaction: 1, ...inTransaction })).toMatchObject({ ok: 1 });
    expect(await command({ abortTransaction: 1, ...inTransaction })).toMatchObject({ code: 256 });
    expect(await command({ find: 'tx', ...inTransaction })).toMatchObject({ code: 256 });
    expect(await command({ commitTransaction: 1, ...inTransaction, txnNumber: Long.fromNumber(2) })).toMatchObject({
      code: 251,
      errorLabels: ['TransientTransactionError'],
    });
    socket.destroy();
  });

  test('endSessions aborts', async () => {
    const { socket, command } = await connect();
    const lsid = { id: new UUID() };
    await command({
      insert: 'ended',
      documents: [{ _id: 1 }],
      lsid,
      txnNumber: Long.fromNumber(1),
      autocommit: false,
      startTransaction: true,
    });
    await command({ endSessions: [lsid] });
    expect(await command({ insert: 'ended', documents: [{ _id: 1 }] })).toMatchObject({ n: 1 });
    socket.destroy();
  });
});

describe('what is not served is refused by name', () => {
  const find = (options: object): object => ({ find: 'c', ...options });
  const change = (u: unknown, options: object = {}): object => ({
    findAndModify: 'c',
    query: { _id: 1 },
    update: u,
    upsert: true,
    ...options,
  });
  const refused: [object, string, number][] = [
    [{ mapReduce: 'c' }, 'mapReduce', 59],
    [find({ tailable: true }), 'tailable', 115],
    [find({ let: { a: 1 } }), 'let', 115],
    [find({ collation: { locale: 'de' } }), 'collation', 115],
    [find({ filter: { $where: '1' } }), '$where', 2],
    [find({ filter: { a: { $near: [1, 2] } } }), '$near', 2],
    [find({ filter: { a: { $bitsAllSet: 1 } } }), '$bitsAllSet', 2],
    [find({ filter: { a: { $type: 'javascript' } } }), 'javascript', 2],
    [find({ filter: { a: { $regex: '(?<=x)+a++' } } }), '(?<=x)+a++', 2],
    [find({ filter: { $expr: { $rand: {} } } }), '$rand', 168],
    [find({ projection: { 'a.$': 1 } }), 'a.$', 115],
    [find({ sort: { a: { $meta: 'textScore' } } }), 'text score', 2],
    [find({ sort: { a: { $meta: 'searchScore' } } }), 'searchScore', 2],
    [find({ sort: { a: 'up' } }), "'a'", 15975],
    [find({ hint: 'nope' }), 'hint', 2],
    [change({ $bit: { a: { and: 1 } } }), '$bit', 9],
    [change({ $currentDate: { a: { $type: 'timestamp' } } }), 'timestamp', 2],
    [change([{ $lookup: {} }]), '$lookup', 72],
    [{ aggregate: 'c', pipeline: [{ $graphLookup: {} }], cursor: {} }, '$graphLookup', 40324],
    [{ aggregate: 'c', pipeline: [{ $group: { _id: 1, a: { $stdDevPop: '$a' } } }], cursor: {} }, '$stdDevPop', 15952],
    [{ createIndexes: 'c', indexes: [{ key: { a: '2dsphere' }, name: 'geo' }] }, '2dsphere', 115],
    [{ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'x', collation: { locale: 'de' } }] }, 'collation', 115],
    [{ create: 'c2', capped: true }, 'capped', 115],
    [{ insert: 'c', documents: [{ a: new BSON.Code('x') }] }, 'javascript', 2],
    [{ insert: 'c', documents: [{ a: 1 }], writeConcern: { w: 'east' } }, 'east', 115],
  ];

  test.each(refused)('%j', async (body, name, code) => {
    const { socket, command } = await connect();
    await command({ insert: 'c', documents: [{ _id: 1, a: [1] }] });
    const reply = await command(body);
    expect(reply).toMatchObject({ ok: 0, code });
    expect(reply['errmsg']).toContain(name);
    socket.destroy();
  });
});
