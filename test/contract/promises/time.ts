import { deepEqual, equal, ok } from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { concerns, type Thing, type Things } from '../ground.ts';
import { chapter, codeOf, codes, outcomeOf, transient } from '../promise.ts';

/** MongoDB looks for expired documents once a minute. */
const expiresWithinMs = 130_000;
const lookEveryMs = 500;

async function idsAfterExpiry(docs: Things, wanted: readonly string[]): Promise<string[]> {
  const untilMs = performance.now() + expiresWithinMs;
  for (;;) {
    const ids = (await docs.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
    if (ids.join() === wanted.join() || performance.now() > untilMs) return ids;
    await delay(lookEveryMs);
  }
}

const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1_000);

export const expiry = chapter('Expiry', 'sessions, keys, tokens, finished jobs, old events and notifications, which go by themselves', {
  'a document goes after its date, one of a later date stays': {
    isSlow: true,
    prove: async ({ things }) => {
      const docs = await things([
        { _id: 'past', at: ago(1) },
        { _id: 'to come', at: ago(-3_600) },
      ]);
      await docs.createIndex({ at: 1 }, { expireAfterSeconds: 0 });
      deepEqual(await idsAfterExpiry(docs, ['to come']), ['to come']);
    },
  },
  'the seconds of the index count from the date': {
    isSlow: true,
    prove: async ({ things }) => {
      const docs = await things([
        { _id: 'new', at: ago(1_000) },
        { _id: 'old', at: ago(2_000) },
      ]);
      await docs.createIndex({ at: 1 }, { expireAfterSeconds: 1_500 });
      deepEqual(await idsAfterExpiry(docs, ['new']), ['new']);
    },
  },
  'null, a missing date and a text never expire': {
    isSlow: true,
    prove: async ({ things }) => {
      const docs = await things([{ _id: 'date', at: ago(9) }, { _id: 'missing' }, { _id: 'null', at: null }, { _id: 'text', at: '1970' }]);
      await docs.createIndex({ at: 1 }, { expireAfterSeconds: 0 });
      deepEqual(await idsAfterExpiry(docs, ['missing', 'null', 'text']), ['missing', 'null', 'text']);
    },
  },
  'of a partial index only what its filter finds expires': {
    isSlow: true,
    neededBy: 'the search index, which keeps what is gone for a while',
    prove: async ({ things }) => {
      const docs = await things([
        { _id: 'in', at: ago(9), isGone: true },
        { _id: 'out', at: ago(9), isGone: false },
      ]);
      await docs.createIndex({ at: 1 }, { expireAfterSeconds: 0, partialFilterExpression: { isGone: true } });
      deepEqual(await idsAfterExpiry(docs, ['out']), ['out']);
    },
  },
  'a date that is put off keeps its document': {
    isSlow: true,
    neededBy: 'sessions, which live on while they are used',
    prove: async ({ things }) => {
      const docs = await things([
        { _id: 'kept', at: ago(-2) },
        { _id: 'not kept', at: ago(-2) },
      ]);
      await docs.createIndex({ at: 1 }, { expireAfterSeconds: 0 });
      await docs.updateOne({ _id: 'kept' }, { $set: { at: ago(-3_600) } });
      deepEqual(await idsAfterExpiry(docs, ['kept']), ['kept']);
    },
  },
});

const kilobytes = (count: number): string => 'x'.repeat(count * 1_000);

/** The text keys of an entry of the search index. */
const termsOf = (n: number): string[] => Array.from({ length: 60 }, (_, place) => `term${(n * 31 + place * 977) % 5_000}`);

export const lengths = chapter('Long transactions', 'migrations, rebuilds of the search index and fan-outs, on a small machine', {
  'one that works for fifty seconds commits': {
    isSlow: true,
    prove: async ({ things, within }) => {
      const docs = await things([{ _id: 'a', n: 0 }]);
      await within(async ({ session }) => {
        const untilMs = performance.now() + 50_000;
        for (let n = 1; performance.now() < untilMs; n++) {
          await docs.updateOne({ _id: 'a' }, { $set: { n } }, { session });
          await delay(1_000);
        }
        equal(await codeOf(session.commitTransaction()), 0);
      });
      ok(Number((await docs.findOne())?.n) > 10);
    },
  },
  'one whose process has died ends within two minutes, and its documents can be written': {
    isSlow: true,
    neededBy: 'whoever waits for a document that a killed process has written',
    prove: async ({ things, client }) => {
      const docs = await things([{ _id: 'a', n: 1 }]);
      const session = client.startSession();
      session.startTransaction(concerns);
      await docs.updateOne({ _id: 'a' }, { $set: { n: 10 } }, { session });
      await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { maxTimeMS: 120_000 });
      equal((await docs.findOne())?.n, 2);
      const { code, labels } = await outcomeOf(docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session }));
      deepEqual([code, labels.includes(transient)], [codes.noSuchTransaction, true]);
      await session.endSession();
    },
  },
  'one writes a thousand entries with sixty text keys each': {
    isSlow: true,
    prove: async ({ things, within }) => {
      const docs = await things();
      await docs.createIndexes([
        { key: { generation: 1, terms: 1, at: -1 }, name: 'found' },
        { key: { author: 1, at: -1 }, name: 'of_author' },
      ]);
      const entry = (n: number): Thing => ({
        _id: `1/e${n}`,
        generation: 1,
        terms: termsOf(n),
        at: new Date(n),
        author: `u${n % 50}`,
        text: kilobytes(1),
      });
      await within(async ({ session }) => {
        await docs.insertMany(
          Array.from({ length: 1_000 }, (_, n) => entry(n)),
          { session },
        );
        equal(await codeOf(session.commitTransaction()), 0);
      });
      deepEqual([await docs.countDocuments(), (await docs.countDocuments({ generation: 1, terms: 'term31' })) > 0], [1_000, true]);
    },
  },
  'one writes twenty megabytes': {
    isSlow: true,
    prove: async ({ things, within }) => {
      const docs = await things();
      await within(async ({ session }) => {
        for (let part = 0; part < 10; part++)
          await docs.insertMany(
            Array.from({ length: 40 }, (_, n) => ({ _id: `p${part}n${n}`, text: kilobytes(50) })),
            { session },
          );
        equal(await codeOf(session.commitTransaction()), 0);
      });
      equal(await docs.countDocuments(), 400);
    },
  },
  'one changes a thousand documents by a bulk write, others read meanwhile': {
    isSlow: true,
    prove: async ({ things, within }) => {
      const docs = await things(Array.from({ length: 1_000 }, (_, n) => ({ _id: `n${n}`, n: 0 })));
      await within(async ({ session }) => {
        const bulk = Array.from({ length: 1_000 }, (_, n) => ({ updateOne: { filter: { _id: `n${n}` }, update: { $inc: { n: 1 } } } }));
        const { matchedCount } = await docs.bulkWrite(bulk, { session });
        deepEqual([matchedCount, await docs.countDocuments({ n: 1 })], [1_000, 0]);
        await session.commitTransaction();
      });
      equal(await docs.countDocuments({ n: 1 }), 1_000);
    },
  },
  'a cursor that rests for forty seconds goes on': {
    isSlow: true,
    neededBy: 'jobs that work on what they read, batch by batch',
    prove: async ({ things }) => {
      const docs = await things(Array.from({ length: 20 }, (_, n) => ({ _id: `n${n}` })));
      const cursor = docs.find({}, { batchSize: 5 });
      await cursor.next();
      await delay(40_000);
      equal((await cursor.toArray()).length, 19);
    },
  },
});
