import { deepEqual, equal } from 'node:assert/strict';
import { chapter, codeOf, codes, race } from '../promise.ts';

export const updates = chapter('Updates', 'counts, marks and states: each change is one step that no other one comes between', {
  '`$inc` of a missing field begins at 0': async ({ things }) => {
    const docs = await things([{ _id: 'a' }]);
    await docs.updateOne({ _id: 'a' }, { $inc: { n: 2, 'in.side': -1 } });
    deepEqual(await docs.findOne(), { _id: 'a', n: 2, in: { side: -1 } });
  },
  'fifty increments at once all count': async ({ things }) => {
    const docs = await things([{ _id: 'a', n: 0 }]);
    deepEqual(new Set(await race(50, async () => await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } }))), new Set([0]));
    equal((await docs.findOne())?.n, 50);
  },
  'of twenty changes at once from one state one succeeds': {
    neededBy: 'jobs, which are completed once, and all that has states',
    prove: async ({ things }) => {
      const docs = await things([{ _id: 'a', state: 'pending' }]);
      const change = async () => (await docs.updateOne({ _id: 'a', state: 'pending' }, { $set: { state: 'done' } })).matchedCount;
      const matched = await Promise.all(Array.from({ length: 20 }, change));
      equal(
        matched.reduce((sum, count) => sum + count, 0),
        1,
      );
    },
  },
  'changes at once never pass a bound that their filter names': {
    neededBy: 'the storage quota of accounts',
    prove: async ({ things }) => {
      const docs = await things([{ _id: 'a', used: 0 }]);
      const take = async () => (await docs.updateOne({ _id: 'a', used: { $lte: 10 - 3 } }, { $inc: { used: 3 } })).matchedCount;
      const taken = await Promise.all(Array.from({ length: 20 }, take));
      deepEqual([taken.filter(Boolean).length, (await docs.findOne())?.used], [3, 9]);
    },
  },
  'whole numbers grow past 32 bits': async ({ things }) => {
    const docs = await things([{ _id: 'a', n: 2_147_483_647 }]);
    await docs.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
    equal((await docs.findOne())?.n, 2_147_483_648);
  },
  '`$set` of a path makes what lies on the way': async ({ things }) => {
    const docs = await things([{ _id: 'a', in: { other: 1 } }]);
    await docs.updateOne({ _id: 'a' }, { $set: { 'in.deep.x': 1 } });
    deepEqual(await docs.findOne(), { _id: 'a', in: { other: 1, deep: { x: 1 } } });
  },
  '`$unset` removes a field, and passes over a missing one': async ({ things }) => {
    const docs = await things([{ _id: 'a', n: 1, m: 2 }]);
    const { matchedCount } = await docs.updateOne({ _id: 'a' }, { $unset: { n: 1, never: 1 } });
    deepEqual([matchedCount, await docs.findOne()], [1, { _id: 'a', m: 2 }]);
  },
  '`$push` adds at the end, several with `$each`, and makes the list': async ({ things }) => {
    const docs = await things([{ _id: 'a' }]);
    await docs.updateOne({ _id: 'a' }, { $push: { list: 1 } });
    await docs.updateOne({ _id: 'a' }, { $push: { list: { $each: [2, 1] } } });
    deepEqual((await docs.findOne())?.list, [1, 2, 1]);
  },
  '`$pull` removes all that are equal': async ({ things }) => {
    const docs = await things([{ _id: 'a', list: ['x', 'y', 'x'] }]);
    await docs.updateOne({ _id: 'a' }, { $pull: { list: 'x' } });
    deepEqual((await docs.findOne())?.list, ['y']);
  },
  'twenty who add to a list at once lose nothing': async ({ things }) => {
    const docs = await things([{ _id: 'a', list: [] }]);
    await race(20, async (n) => await docs.updateOne({ _id: 'a' }, { $push: { list: n } }));
    const list = (await docs.findOne())?.list as number[];
    deepEqual(
      list.toSorted((one, other) => one - other),
      Array.from({ length: 20 }, (_, n) => n),
    );
  },
  'a change by a pipeline reads the fields as they were, missing ones too': {
    neededBy: 'trending hashtags: the last use of a tag by an author',
    prove: async ({ things }) => {
      const docs = await things([{ _id: 'a', at: new Date(5), last: 'old' }]);
      const note = async (_id: string, at: Date, last: string) => {
        const isLater = { $gt: ['$at', at] };
        const change = { $set: { last: { $cond: [isLater, '$last', last] }, at: { $cond: [isLater, '$at', at] } } };
        await docs.updateOne({ _id }, [change], { upsert: true });
      };
      await note('a', new Date(3), 'earlier');
      await note('b', new Date(7), 'first');
      deepEqual(await docs.find().sort({ _id: 1 }).toArray(), [
        { _id: 'a', at: new Date(5), last: 'old' },
        { _id: 'b', last: 'first', at: new Date(7) },
      ]);
    },
  },
  'a change to the same value matches, and changes nothing': async ({ things }) => {
    const docs = await things([{ _id: 'a', n: 1 }]);
    const { matchedCount, modifiedCount } = await docs.updateOne({ _id: 'a' }, { $set: { n: 1 } });
    deepEqual([matchedCount, modifiedCount], [1, 0]);
  },
  'a change of many changes all that match, and no more than one without `many`': async ({ things }) => {
    const docs = await things(['a', 'b', 'c'].map((_id) => ({ _id, n: 1 })));
    const one = await docs.updateOne({ n: 1 }, { $set: { n: 2 } });
    const many = await docs.updateMany({ n: { $gte: 1 } }, { $inc: { n: 10 } });
    deepEqual([one.matchedCount, many.matchedCount, many.modifiedCount], [1, 3, 3]);
  },
  'the `_id` never changes': async ({ things }) => {
    const docs = await things([{ _id: 'a' }]);
    equal(await codeOf(docs.updateOne({ _id: 'a' }, { $set: { _id: 'b' } })), codes.immutableField);
  },
  '`$inc` of a text is refused, and the document stays': async ({ things }) => {
    const docs = await things([{ _id: 'a', text: 'x', n: 1 }]);
    equal(await codeOf(docs.updateOne({ _id: 'a' }, { $inc: { n: 1, text: 1 } } as never)), codes.typeMismatch);
    deepEqual(await docs.findOne(), { _id: 'a', text: 'x', n: 1 });
  },
  'two changes of one path are refused': async ({ things }) => {
    const docs = await things([{ _id: 'a', n: 1 }]);
    equal(await codeOf(docs.updateOne({ _id: 'a' }, { $set: { n: 1 }, $inc: { n: 1 } })), codes.conflictingUpdates);
  },
  'find-and-change answers with the document before or after, or with null': async ({ things }) => {
    const docs = await things([{ _id: 'a', n: 1 }]);
    const change = { $inc: { n: 1 } };
    deepEqual(
      [
        await docs.findOneAndUpdate({ _id: 'a' }, change),
        await docs.findOneAndUpdate({ _id: 'a' }, change, { returnDocument: 'after' }),
        await docs.findOneAndUpdate({ _id: 'b' }, change, { returnDocument: 'after' }),
      ],
      [{ _id: 'a', n: 1 }, { _id: 'a', n: 3 }, null],
    );
  },
  'twenty who find and change one document each see a step of their own': {
    neededBy: 'numbers of events, fences of leases, and budgets of password tries',
    prove: async ({ things }) => {
      const docs = await things([{ _id: 'a', n: 0 }]);
      const step = async () => await docs.findOneAndUpdate({ _id: 'a' }, { $inc: { n: 1 } }, { returnDocument: 'after' });
      const seen = (await Promise.all(Array.from({ length: 20 }, step))).map((doc) => Number(doc?.n));
      deepEqual(
        seen.toSorted((one, other) => one - other),
        Array.from({ length: 20 }, (_, n) => n + 1),
      );
    },
  },
  'of twenty who find and remove one document one gets it': async ({ things }) => {
    const docs = await things([{ _id: 'a', n: 1 }]);
    const got = await Promise.all(Array.from({ length: 20 }, async () => await docs.findOneAndDelete({ _id: 'a' })));
    deepEqual(
      got.filter((doc) => doc !== null),
      [{ _id: 'a', n: 1 }],
    );
  },
});
