import { deepEqual, equal } from 'node:assert/strict';
import { mongo } from 'mongoose';
import type { Ground } from '../ground.ts';
import { chapter, codeOf, codes } from '../promise.ts';

const { Long } = mongo;

/** The next number of a session, which may have been used before: the driver keeps sessions, and counts on from this number. */
function nextNumber(session: mongo.ClientSession): mongo.Long {
  const counted = session.serverSession as unknown as { txnNumber: number };
  counted.txnNumber += 1;
  return Long.fromNumber(counted.txnNumber);
}

/** Sends one write under a number of a session, as a driver does that has lost the answer. */
async function sendTwice({ client, database }: Ground, command: Record<string, unknown>): Promise<mongo.Document[]> {
  return await client.withSession(async (session) => {
    const numbered = { ...command, txnNumber: nextNumber(session) };
    return [await database.command(numbered, { session }), await database.command(numbered, { session })];
  });
}

/** What an answer says of the write itself. */
const essence = (answer: mongo.Document | undefined): mongo.Document =>
  Object.fromEntries(
    Object.entries(answer ?? {}).filter(([name]) => ['n', 'nModified', 'value', 'lastErrorObject', 'upserted'].includes(name)),
  );

/** A write that is sent twice is done once, and answered alike. */
async function assertOnce(ground: Ground, command: Record<string, unknown>): Promise<void> {
  const [first, second] = await sendTwice(ground, command);
  equal(first?.['ok'], 1);
  deepEqual(essence(second), essence(first));
}

export const sessions = chapter(
  'Sessions',
  'every write, which the driver sends again when a connection breaks or another primary is elected',
  {
    'an insert that is sent twice is done once': async (ground) => {
      const docs = await ground.things();
      await assertOnce(ground, { insert: docs.collectionName, documents: [{ _id: 'a' }] });
      equal(await docs.countDocuments(), 1);
    },
    'a change that is sent twice is done once': async (ground) => {
      const docs = await ground.things([{ _id: 'a', n: 0 }]);
      await assertOnce(ground, { update: docs.collectionName, updates: [{ q: { _id: 'a' }, u: { $inc: { n: 1 } } }] });
      equal((await docs.findOne())?.n, 1);
    },
    'an upsert that is sent twice is done once, and tells both times that it inserted': async (ground) => {
      const docs = await ground.things();
      await assertOnce(ground, { update: docs.collectionName, updates: [{ q: { _id: 'a' }, u: { $inc: { n: 1 } }, upsert: true }] });
      deepEqual(await docs.find().toArray(), [{ _id: 'a', n: 1 }]);
    },
    'a deletion that is sent twice is done once': async (ground) => {
      const docs = await ground.things([
        { _id: 'a', n: 1 },
        { _id: 'b', n: 1 },
      ]);
      await assertOnce(ground, { delete: docs.collectionName, deletes: [{ q: { n: 1 }, limit: 1 }] });
      equal(await docs.countDocuments(), 1);
    },
    'a find-and-change that is sent twice is done once, and answers alike': async (ground) => {
      const docs = await ground.things([{ _id: 'a', n: 0 }]);
      await assertOnce(ground, { findAndModify: docs.collectionName, query: { _id: 'a' }, update: { $inc: { n: 1 } }, new: true });
      equal((await docs.findOne())?.n, 1);
    },
    'a find-and-remove that is sent twice answers with the document both times': async (ground) => {
      const docs = await ground.things([{ _id: 'a', n: 1 }]);
      const [first, second] = await sendTwice(ground, { findAndModify: docs.collectionName, query: { _id: 'a' }, remove: true });
      deepEqual(
        [first?.['value'], second?.['value']],
        [
          { _id: 'a', n: 1 },
          { _id: 'a', n: 1 },
        ],
      );
    },
    'the same number in another session is another write': async ({ client, database, things }) => {
      const docs = await things([{ _id: 'a', n: 0 }]);
      const [one, other] = [client.startSession(), client.startSession()];
      const txnNumber = Long.fromNumber(Math.max(nextNumber(one).toNumber(), nextNumber(other).toNumber()));
      for (const session of [one, other]) while (nextNumber(session).lessThan(txnNumber));
      const command = { update: docs.collectionName, updates: [{ q: { _id: 'a' }, u: { $inc: { n: 1 } } }], txnNumber };
      for (const session of [one, other]) await database.command(command, { session });
      for (const session of [one, other]) await session.endSession();
      equal((await docs.findOne())?.n, 2);
    },
    'a number below the last one is refused': async ({ client, database, things }) => {
      const docs = await things([{ _id: 'a', n: 0 }]);
      const command = { update: docs.collectionName, updates: [{ q: { _id: 'a' }, u: { $inc: { n: 1 } } }] };
      await client.withSession(async (session) => {
        const [earlier, later] = [nextNumber(session), nextNumber(session)];
        await database.command({ ...command, txnNumber: later }, { session });
        equal(await codeOf(database.command({ ...command, txnNumber: earlier }, { session })), codes.transactionTooOld);
      });
      equal((await docs.findOne())?.n, 1);
    },
    'a statement of no transaction is refused, and may run again': async ({ client, database, things }) => {
      const docs = await things();
      await client.withSession(async (session) => {
        const command = { insert: docs.collectionName, documents: [{ _id: 'a' }], txnNumber: nextNumber(session), autocommit: false };
        equal(await codeOf(database.command(command, { session })), codes.noSuchTransaction);
      });
      equal(await docs.countDocuments(), 0);
    },
    'a read after an acknowledged write sees it, fifty times, from any session': {
      neededBy: 'every answer to a mutation, and whoever looks next',
      prove: async ({ things }) => {
        const docs = await things([{ _id: 'a', n: 0 }]);
        for (let n = 1; n <= 50; n++) {
          await docs.updateOne({ _id: 'a' }, { $set: { n } });
          equal((await docs.findOne({ _id: 'a' }))?.n, n);
        }
      },
    },
    'a transaction that begins after an acknowledged write sees it, fifty times': {
      neededBy: 'rules that check outside of a transaction, then read again inside',
      prove: async ({ things, within }) => {
        const docs = await things([{ _id: 'a', n: 0 }]);
        for (let n = 1; n <= 50; n++) {
          await docs.updateOne({ _id: 'a' }, { $set: { n } });
          await within(async (options) => equal((await docs.findOne({ _id: 'a' }, options))?.n, n));
        }
      },
    },
    'a read after a commit sees it, fifty times': async ({ things, within }) => {
      const docs = await things([{ _id: 'a', n: 0 }]);
      for (let n = 1; n <= 50; n++) {
        await within(async ({ session }) => {
          await docs.updateOne({ _id: 'a' }, { $set: { n } }, { session });
          await session.commitTransaction();
        });
        equal((await docs.findOne({ _id: 'a' }))?.n, n);
      }
    },
    'who sees the later of two writes sees the earlier too': {
      neededBy: 'the event log: who reads a number finds all before it',
      prove: async ({ things }) => {
        const docs = await things();
        let isOver = false;
        const writing = (async () => {
          for (let n = 1; n <= 150; n++) await docs.insertOne({ _id: `n${String(n).padStart(4, '0')}`, n });
        })().finally(() => (isOver = true));
        while (!isOver) {
          const seen = (await docs.find().sort({ _id: 1 }).toArray()).map(({ n }) => n);
          deepEqual(
            seen,
            Array.from({ length: seen.length }, (_, index) => index + 1),
          );
        }
        await writing;
      },
    },
  },
);

export const cursors = chapter('Cursors', 'lists that are read in batches: fan-outs, migrations, npm run dump', {
  'batches give everything once, in order': async ({ things }) => {
    const docs = await things(Array.from({ length: 250 }, (_, n) => ({ _id: `n${n}`, n })));
    await docs.createIndex({ n: 1 });
    const read = async (sort: 'n' | '_id') =>
      (
        await docs
          .find({}, { batchSize: 7 })
          .sort({ [sort]: 1 })
          .toArray()
      ).map(({ n }) => Number(n));
    deepEqual(
      await read('n'),
      Array.from({ length: 250 }, (_, n) => n),
    );
    deepEqual(
      (await read('_id')).toSorted((one, other) => one - other),
      Array.from({ length: 250 }, (_, n) => n),
    );
  },
  'a limit ends them, across batches': async ({ things }) => {
    const docs = await things(Array.from({ length: 50 }, (_, n) => ({ _id: `n${n}` })));
    equal((await docs.find({}, { batchSize: 10 }).limit(25).toArray()).length, 25);
  },
  'one that was killed gives no more': async ({ client, database, things }) => {
    const docs = await things(Array.from({ length: 50 }, (_, n) => ({ _id: `n${n}` })));
    await client.withSession(async (session) => {
      const { cursor } = await database.command({ find: docs.collectionName, batchSize: 5 }, { session });
      const id = toLong(cursor.id);
      const more = { getMore: id, collection: docs.collectionName, batchSize: 5 };
      equal((await database.command(more, { session }))['cursor'].nextBatch.length, 5);
      equal((await database.command({ killCursors: docs.collectionName, cursors: [id] }, { session }))['cursorsKilled'].length, 1);
      equal(await codeOf(database.command(more, { session })), codes.cursorNotFound);
    });
  },
  'one that never was is told as such': async ({ database, things }) => {
    const docs = await things([{ _id: 'a' }]);
    equal(await codeOf(database.command({ getMore: Long.fromNumber(123_456), collection: docs.collectionName })), codes.cursorNotFound);
  },
  'one that is left early disturbs nothing': async ({ things }) => {
    const docs = await things(Array.from({ length: 50 }, (_, n) => ({ _id: `n${n}` })));
    for (let times = 0; times < 20; times++) for await (const _ of docs.find({}, { batchSize: 2 })) break;
    equal(await docs.countDocuments(), 50);
  },
  'one in the order of an unchanging key skips and repeats nothing while others write': {
    neededBy: 'fan-outs and migrations, which go through a collection that grows',
    prove: async ({ things }) => {
      const name = (n: number): string => `n${String(n).padStart(5, '0')}`;
      const docs = await things(Array.from({ length: 400 }, (_, n) => ({ _id: name(n * 2) })));
      const seen: string[] = [];
      for await (const { _id } of docs.find({}, { batchSize: 20 }).sort({ _id: 1 })) {
        seen.push(_id);
        if (seen.length % 40 === 0) await docs.insertOne({ _id: name(seen.length * 2 + 1) });
        if (seen.length % 40 === 20) await docs.updateOne({ _id: name(seen.length) }, { $set: { n: 1 } });
      }
      equal(new Set(seen).size, seen.length);
      deepEqual(seen.filter((_id) => Number(_id.slice(1)) % 2 === 0).length, 400);
      deepEqual(seen, seen.toSorted());
    },
  },
  'a query that takes longer than it may ends with its code': {
    neededBy: 'reads for clients, which end after ten seconds',
    prove: async ({ things }) => {
      const docs = await things();
      const some = (from: number) =>
        Array.from({ length: 1_000 }, (_, n) => ({ _id: `n${from + n}`, v: `${((from + n) * 7919) % 10_007}` }));
      for (let from = 0; from < 20_000; from += 1_000) await docs.insertMany(some(from), { ordered: false });
      const slow = docs
        .find({ v: { $regex: '^(a|b|.)*9$' } }, { maxTimeMS: 1 })
        .sort({ v: 1 })
        .toArray();
      equal(await codeOf(slow), codes.maxTimeExpired);
      equal((await docs.findOne({ _id: 'n1' }, { maxTimeMS: 10_000 }))?._id, 'n1');
    },
  },
});

/** An id of a cursor, which the driver gives as a number where it fits. */
function toLong(id: unknown): mongo.Long {
  return Long.isLong(id) ? id : Long.fromNumber(Number(id));
}
