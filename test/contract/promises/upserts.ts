import { deepEqual, equal, ok } from 'node:assert/strict';
import { upserting } from '#lib/db/queries/upserting.ts';
import type { Things } from '../ground.ts';
import { chapter, codeOf, codes, race } from '../promise.ts';

const { duplicateKey } = codes;
const noFailures = (count: number): number[] => Array.from({ length: count }, () => 0);

/** Acquires a lease as `lib/db/lease.ts` does. */
async function acquire(docs: Things, holder: string, now: Date): Promise<string | null> {
  try {
    const lease = await docs.findOneAndUpdate(
      { _id: 'lease', expiresAt: { $lt: now } },
      { $set: { holder, expiresAt: new Date(now.getTime() + 3_000) }, $inc: { fence: 1 } },
      { upsert: true, returnDocument: 'after' },
    );
    return String(lease?.['holder']);
  } catch (error) {
    if ((error as { code?: unknown }).code === duplicateKey) return null;
    throw error;
  }
}

export const upserts = chapter('Upserts', 'likes, follows, bookmarks, counts and copies of other subgraphs: whoever is first inserts', {
  'an upsert inserts what its filter compares with, and its change': async ({ things }) => {
    const docs = await things();
    await docs.updateOne(
      { _id: 'a', shard: 3, until: { $lt: 9 } },
      { $set: { n: 1 }, $setOnInsert: { m: 2 }, $inc: { k: 5 } },
      { upsert: true },
    );
    deepEqual(await docs.findOne(), { _id: 'a', shard: 3, n: 1, m: 2, k: 5 });
  },
  '`$setOnInsert` leaves a document that is there alone': async ({ things }) => {
    const docs = await things([{ _id: 'a', n: 1 }]);
    const { upsertedCount, matchedCount } = await docs.updateOne({ _id: 'a' }, { $setOnInsert: { n: 9, m: 9 } }, { upsert: true });
    deepEqual([upsertedCount, matchedCount, await docs.findOne()], [0, 1, { _id: 'a', n: 1 }]);
  },
  'an upsert tells whether it inserted': {
    neededBy: 'events, which are emitted only for what is new',
    prove: async ({ things }) => {
      const docs = await things();
      const upsert = async () => await docs.updateOne({ _id: 'a' }, { $setOnInsert: { n: 1 } }, { upsert: true });
      const [first, second] = [await upsert(), await upsert()];
      deepEqual([first.upsertedCount, first.upsertedId, second.upsertedCount, second.upsertedId], [1, 'a', 0, null]);
    },
  },
  'of twenty who upsert one `_id` at once, each succeeds and one inserts': async ({ things }) => {
    const docs = await things();
    const inserted: number[] = [];
    const upsert = async () => inserted.push((await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { upsert: true })).upsertedCount);
    deepEqual(await race(20, upsert), noFailures(20));
    equal(inserted.filter(Boolean).length, 1);
    deepEqual(await docs.find().toArray(), [{ _id: 'a', n: 20 }]);
  },
  'by an `_id` and a shard each succeeds or is a duplicate, and then succeeds': async ({ things }) => {
    const docs = await things();
    const filter = { _id: 'a', shard: 1 };
    const failed = (await race(20, async () => await docs.updateOne(filter, { $inc: { n: 1 } }, { upsert: true }))).filter(Boolean);
    deepEqual(
      failed.filter((code) => code !== duplicateKey),
      [],
    );
    const again = async () => await upserting(async () => await docs.updateOne(filter, { $inc: { n: 1 } }, { upsert: true }));
    deepEqual(await race(failed.length, again), noFailures(failed.length));
    deepEqual(await docs.find().toArray(), [{ _id: 'a', shard: 1, n: 20 }]);
  },
  'in transactions that run again each of twenty succeeds, and counts once': async ({ things, whole }) => {
    const docs = await things();
    const change = { $inc: { n: 1 } };
    const work = async () =>
      await whole(async (options) => await docs.updateOne({ _id: 'a', shard: 1 }, change, { upsert: true, ...options }));
    deepEqual(await race(20, work), noFailures(20));
    deepEqual(await docs.find().toArray(), [{ _id: 'a', shard: 1, n: 20 }]);
  },
  'find-and-change inserts too, and answers with null before or with the new document': async ({ things }) => {
    const docs = await things();
    const options = { upsert: true } as const;
    const change = { $inc: { n: 1 } };
    deepEqual(
      [
        await docs.findOneAndUpdate({ _id: 'a' }, change, options),
        await docs.findOneAndUpdate({ _id: 'b' }, change, { ...options, returnDocument: 'after' }),
      ],
      [null, { _id: 'b', n: 1 }],
    );
  },
  'an upsert whose `_id` is there, but otherwise does not fit, is a duplicate': {
    neededBy: 'leases: one that is held is not acquired',
    prove: async ({ things }) => {
      const docs = await things([{ _id: 'a', until: 9 }]);
      equal(await codeOf(docs.updateOne({ _id: 'a', until: { $lt: 5 } }, { $set: { until: 20 } }, { upsert: true })), duplicateKey);
    },
  },
  'of twenty who want a lease one gets it, and the next only when it has expired': {
    neededBy: 'the relay, the readers and all schedules: one process at a time does their work',
    prove: async ({ things }) => {
      const docs = await things();
      for (const now of [new Date(1_000_000), new Date(1_010_000)]) {
        const got = await Promise.all(Array.from({ length: 20 }, async (_, n) => await acquire(docs, `p${n}`, now)));
        equal(got.filter((holder) => holder !== null).length, 1);
        equal(await acquire(docs, 'late', new Date(now.getTime() + 2_999)), null);
      }
      equal((await docs.findOne())?.fence, 2);
    },
  },
  'a replacement inserts too': async ({ things }) => {
    const docs = await things();
    await docs.replaceOne({ _id: 'a' }, { n: 1 }, { upsert: true });
    await docs.replaceOne({ _id: 'a' }, { m: 2 }, { upsert: true });
    deepEqual(await docs.find().toArray(), [{ _id: 'a', m: 2 }]);
  },
  'a bulk of upserts names those that it inserted, by their places': async ({ things }) => {
    const docs = await things([{ _id: 'b', n: 1 }]);
    const ids = ['a', 'b', 'c', 'a'];
    const upsert = (_id: string) => ({ updateOne: { filter: { _id }, update: { $inc: { n: 1 } }, upsert: true } });
    const { upsertedIds, matchedCount } = await docs.bulkWrite(ids.map(upsert));
    deepEqual([upsertedIds, matchedCount], [{ 0: 'a', 2: 'c' }, 2]);
    deepEqual(
      (await docs.find().sort({ _id: 1 }).toArray()).map(({ n }) => n),
      [2, 2, 1],
    );
  },
  'upserts and deletions of one document at once leave one or none': {
    neededBy: 'likes, which come and go',
    prove: async ({ things }) => {
      const docs = await things();
      const act = async (n: number) =>
        n % 2 === 0 ? await docs.updateOne({ _id: 'a' }, { $setOnInsert: { n } }, { upsert: true }) : await docs.deleteOne({ _id: 'a' });
      deepEqual(await race(40, act), noFailures(40));
      ok((await docs.countDocuments()) <= 1);
    },
  },
  'of twenty who upsert by another unique field one inserts, and none makes a second': async ({ things }) => {
    const docs = await things();
    await docs.createIndex({ name: 1 }, { unique: true });
    const upsert = async (n: number) =>
      await docs.updateOne({ name: 'x' }, { $setOnInsert: { _id: `i${n}` }, $inc: { n: 1 } }, { upsert: true });
    deepEqual(await race(20, upsert), noFailures(20));
    deepEqual([await docs.countDocuments(), (await docs.findOne())?.n], [1, 20]);
  },
});
