import { deepEqual, equal, ok } from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { concerns, type Within } from '../ground.ts';
import { chapter, codeOf, codes, outcomeOf, race, transient } from '../promise.ts';

const noFailures = (count: number): number[] => Array.from({ length: count }, () => 0);

async function assertConflict(work: PromiseLike<unknown>): Promise<void> {
  const { code, labels } = await outcomeOf(work);
  deepEqual([code, labels.includes(transient)], [codes.writeConflict, true]);
}

export const conflicts = chapter(
  'Transactions: what they meet',
  'every rule that reads and then writes, which runs again after a conflict',
  {
    'the second of two that change one document fails, and says that it may run again': async ({ things, within }) => {
      const docs = await things([{ _id: 'a', n: 1 }]);
      await within(async (one) => {
        await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, one);
        await within(async (other) => await assertConflict(docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, other)));
        await one.session.commitTransaction();
      });
      equal((await docs.findOne())?.n, 2);
    },
    'a document that was changed after its moment cannot be changed': async ({ things, within }) => {
      const docs = await things([{ _id: 'a', n: 1 }]);
      await within(async (options) => {
        await docs.findOne({ _id: 'a' }, options);
        await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
        await assertConflict(docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, options));
      });
      equal((await docs.findOne())?.n, 2);
    },
    'a document that was removed after its moment cannot be changed or removed': async ({ things, within }) => {
      const docs = await things([{ _id: 'a' }, { _id: 'b' }]);
      for (const act of ['change', 'remove'] as const)
        await within(async (options) => {
          const _id = act === 'change' ? 'a' : 'b';
          await docs.findOne({ _id }, options);
          await docs.deleteOne({ _id });
          const change = act === 'change' ? docs.updateOne({ _id }, { $set: { n: 1 } }, options) : docs.deleteOne({ _id }, options);
          await assertConflict(change);
        });
    },
    'two that insert one `_id` are no two documents: the later one fails as a conflict or a duplicate': async ({ things, within }) => {
      const docs = await things();
      await within(async (one) => {
        await within(async (other) => {
          await docs.findOne({ _id: 'x' }, other);
          await docs.insertOne({ _id: 'a', n: 1 }, one);
          await one.session.commitTransaction();
          ok([codes.writeConflict, codes.duplicateKey].includes((await codeOf(docs.insertOne({ _id: 'a', n: 2 }, other))) as 112));
        });
      });
      deepEqual(await docs.find().toArray(), [{ _id: 'a', n: 1 }]);
    },
    'two that upsert one `_id` meet in a conflict, which may run again': {
      neededBy: 'likes, follows and idempotency keys that two processes write at once',
      prove: async ({ things, within }) => {
        const docs = await things();
        const upsert = async (options: Within) =>
          await docs.updateOne({ _id: 'a', shard: 1 }, { $inc: { n: 1 } }, { upsert: true, ...options });
        await within(async (one) => {
          await within(async (other) => {
            await docs.findOne({ _id: 'x' }, other);
            await upsert(one);
            await one.session.commitTransaction();
            await assertConflict(upsert(other));
          });
        });
        deepEqual(await docs.find().toArray(), [{ _id: 'a', shard: 1, n: 1 }]);
      },
    },
    'two that take one unique value are no two documents': {
      neededBy: 'names and addresses of accounts',
      prove: async (ground) => {
        const docs = await ground.things();
        await docs.createIndex({ name: 1 }, { unique: true });
        const failed = await race(
          10,
          async (n) => await ground.whole(async (options) => await docs.insertOne({ _id: `i${n}`, name: 'x' }, options)),
        );
        deepEqual([failed.filter((code) => code === 0).length, failed.at(-1), await docs.countDocuments()], [1, codes.duplicateKey, 1]);
      },
    },
    'a plain write waits for one that has written its document, and is done after it': async ({ things, within }) => {
      const docs = await things([{ _id: 'a', n: 1 }]);
      let isDone = false;
      let waiting: Promise<unknown> = Promise.resolve();
      await within(async ({ session }) => {
        await docs.updateOne({ _id: 'a' }, { $set: { n: 10 } }, { session });
        waiting = docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }).finally(() => (isDone = true));
        await delay(300);
        equal(isDone, false);
        await session.commitTransaction();
      });
      await waiting;
      equal((await docs.findOne())?.n, 11);
    },
    'a plain write that waited for an aborted one finds the document as it was': async ({ things, within }) => {
      const docs = await things([{ _id: 'a', n: 1 }]);
      let waiting: Promise<unknown> = Promise.resolve();
      await within(async ({ session }) => {
        await docs.updateOne({ _id: 'a' }, { $set: { n: 10 } }, { session });
        waiting = docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
        await session.abortTransaction();
      });
      await waiting;
      equal((await docs.findOne())?.n, 2);
    },
    'twenty that read, then write what they read, all count': async (ground) => {
      const docs = await ground.things([{ _id: 'a', n: 0 }]);
      const add = async () =>
        await ground.whole(async (options) => {
          const n = Number((await docs.findOne({ _id: 'a' }, options))?.n);
          await docs.updateOne({ _id: 'a' }, { $set: { n: n + 1 } }, options);
        });
      deepEqual(await race(20, add), noFailures(20));
      equal((await docs.findOne())?.n, 20);
    },
    'two that write one document to meet each other do not both go by what they read before': {
      neededBy: 'notifications and devices, which are not made beside the end of their post or session',
      prove: async (ground) => {
        const [docs, meeting] = [await ground.things(), await ground.things()];
        const claim = async (n: number) =>
          await ground.whole(async (options) => {
            const isFree = (await docs.countDocuments({}, options)) === 0;
            await meeting.updateOne({ _id: 'here' }, { $inc: { touches: 1 } }, { upsert: true, ...options });
            if (isFree) await docs.insertOne({ _id: `i${n}` }, options);
          });
        deepEqual(await race(10, claim), noFailures(10));
        equal(await docs.countDocuments(), 1);
      },
    },
    'a duplicate ends it: what follows fails, and nothing of it stays': {
      neededBy: '`lib/db/transaction.ts`, which runs it again from the start',
      prove: async ({ things, within }) => {
        const docs = await things([{ _id: 'a' }]);
        await within(async (options) => {
          await docs.insertOne({ _id: 'b' }, options);
          equal(await codeOf(docs.insertOne({ _id: 'a' }, options)), codes.duplicateKey);
          const { code, labels } = await outcomeOf(docs.insertOne({ _id: 'c' }, options));
          deepEqual([code, labels.includes(transient)], [codes.noSuchTransaction, true]);
        });
        equal(await docs.countDocuments(), 1);
      },
    },
    'a duplicate is found among its own writes': async ({ things, within }) => {
      const docs = await things();
      await within(async (options) => {
        await docs.insertOne({ _id: 'a' }, options);
        equal(await codeOf(docs.insertOne({ _id: 'a' }, options)), codes.duplicateKey);
      });
      equal(await docs.countDocuments(), 0);
    },
    'a refused change ends it too': async ({ things, within }) => {
      const docs = await things([{ _id: 'a', text: 'x' }]);
      await within(async (options) => {
        await docs.updateOne({ _id: 'a' }, { $set: { n: 1 } }, options);
        equal(await codeOf(docs.updateOne({ _id: 'a' }, { $inc: { text: 1 } } as never, options)), codes.typeMismatch);
        equal(await codeOf(docs.findOne({ _id: 'a' }, options)), codes.noSuchTransaction);
      });
      deepEqual(await docs.findOne(), { _id: 'a', text: 'x' });
    },
    'a bulk write in it is done whole or not': async ({ things, within }) => {
      const docs = await things([{ _id: 'b' }]);
      const bulk = ['a', 'b', 'c'].map((_id) => ({ insertOne: { document: { _id } } }));
      await within(async (options) => equal(await codeOf(docs.bulkWrite(bulk, options)), codes.duplicateKey));
      equal(await docs.countDocuments(), 1);
      await within(async ({ session }) => {
        await docs.bulkWrite([{ deleteOne: { filter: { _id: 'b' } } }, ...bulk], { session });
        await session.commitTransaction();
      });
      equal(await docs.countDocuments(), 3);
    },
    'an error of the work aborts it, and is passed on': async (ground) => {
      const docs = await ground.things();
      const failing = ground.whole(async (options) => {
        await docs.insertOne({ _id: 'a' }, options);
        throw new TypeError('by the work');
      });
      equal(await failing.catch((error: unknown) => (error as Error).name), 'TypeError');
      equal(await docs.countDocuments(), 0);
    },
    'a commit may be repeated, and is done once': {
      neededBy: 'commits whose answer was lost',
      prove: async ({ things, within }) => {
        const docs = await things([{ _id: 'a', n: 0 }]);
        await within(async ({ session }) => {
          await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });
          for (let times = 0; times < 3; times++) await session.commitTransaction();
        });
        equal((await docs.findOne())?.n, 1);
      },
    },
    'the end of its session aborts it, and frees what it wrote': async ({ things, client }) => {
      const docs = await things([{ _id: 'a', n: 1 }]);
      const session = client.startSession();
      session.startTransaction(concerns);
      await docs.updateOne({ _id: 'a' }, { $set: { n: 10 } }, { session });
      await session.endSession();
      await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { maxTimeMS: 10_000 });
      equal((await docs.findOne())?.n, 2);
    },
    'one that only reads does not hinder writers, nor they it': async ({ things, within }) => {
      const docs = await things([{ _id: 'a', n: 1 }]);
      await within(async ({ session }) => {
        await docs.find({}, { session }).toArray();
        await docs.updateMany({}, { $inc: { n: 1 } });
        await docs.find({}, { session }).toArray();
        equal(await codeOf(session.commitTransaction()), 0);
      });
      equal((await docs.findOne())?.n, 2);
    },
    'two over different documents of one collection both commit': async ({ things, within }) => {
      const docs = await things([
        { _id: 'a', n: 1 },
        { _id: 'b', n: 1 },
      ]);
      await docs.createIndex({ n: 1 });
      await within(async (one) => {
        await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, one);
        await within(async (other) => {
          await docs.updateOne({ _id: 'b' }, { $inc: { n: 1 } }, other);
          await docs.insertOne({ _id: 'c', n: 2 }, other);
          await other.session.commitTransaction();
        });
        await one.session.commitTransaction();
      });
      equal(await docs.countDocuments({ n: 2 }), 3);
    },
  },
);
