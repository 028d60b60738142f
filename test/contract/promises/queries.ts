import { deepEqual, equal } from 'node:assert/strict';
import type { Ground, Thing } from '../ground.ts';
import { chapter } from '../promise.ts';

/** The ids that a filter finds, in the order of the ids. */
async function idsOf({ things }: Ground, documents: readonly Thing[], filter: object): Promise<string[]> {
  const docs = await things(documents);
  return (await docs.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
}

const named = (names: readonly string[]): Thing[] => names.map((_id) => ({ _id }));
const kinds: readonly Thing[] = [
  { _id: 'date', v: new Date(5) },
  { _id: 'empty', v: '' },
  { _id: 'list', v: ['x', 'y'] },
  { _id: 'missing' },
  { _id: 'null', v: null },
  { _id: 'number', v: 5 },
  { _id: 'text', v: 'x' },
];

export const queries = chapter('Queries', 'every list, page and look-up', {
  'null is found where a field is null or missing': async (ground) => {
    deepEqual(await idsOf(ground, kinds, { v: null }), ['missing', 'null']);
  },
  '`$ne: null` finds all that have a value': async (ground) => {
    deepEqual(await idsOf(ground, kinds, { v: { $ne: null } }), ['date', 'empty', 'list', 'number', 'text']);
  },
  '`$ne` and `$nin` find documents without the field too': async (ground) => {
    deepEqual(await idsOf(ground, kinds, { v: { $ne: 'x' } }), ['date', 'empty', 'missing', 'null', 'number']);
    deepEqual(await idsOf(ground, kinds, { v: { $nin: ['x', null] } }), ['date', 'empty', 'number']);
  },
  '`$exists` tells null from missing': async (ground) => {
    deepEqual(await idsOf(ground, kinds, { v: { $exists: false } }), ['missing']);
    deepEqual(await idsOf(ground, kinds.slice(3, 5), { v: { $exists: true } }), ['null']);
  },
  'a value finds lists that hold it': async (ground) => {
    deepEqual(await idsOf(ground, kinds, { v: 'x' }), ['list', 'text']);
    deepEqual(await idsOf(ground, kinds, { v: { $in: ['y', 5, null] } }), ['list', 'missing', 'null', 'number']);
  },
  '`$all` finds lists that hold every one': async (ground) => {
    const lists = [
      { _id: 'a', v: ['x', 'y', 'z'] },
      { _id: 'b', v: ['x'] },
      { _id: 'c', v: 'x' },
    ];
    deepEqual(await idsOf(ground, lists, { v: { $all: ['y', 'x'] } }), ['a']);
    deepEqual(await idsOf(ground, lists, { v: { $all: ['x'] } }), ['a', 'b', 'c']);
  },
  'a range finds values of its own kind only': {
    neededBy: "partial indexes on fields that hold a text or null (`$gt: ''`), a date or null (`$gt: new Date(0)`)",
    prove: async (ground) => {
      deepEqual(await idsOf(ground, kinds, { v: { $gt: '' } }), ['list', 'text']);
      deepEqual(await idsOf(ground, kinds, { v: { $gt: new Date(0) } }), ['date']);
      deepEqual(await idsOf(ground, kinds, { v: { $lt: 9 } }), ['number']);
      deepEqual(await idsOf(ground, kinds, { v: { $lte: new Date(5) } }), ['date']);
    },
  },
  'texts are ordered by their bytes in UTF-8, whatever the locale': {
    neededBy: 'ids, which are ordered by their moments, and pages by cursors',
    prove: async ({ things }) => {
      const ordered = ['', '!', '0', '9', 'A', 'Z', '_', 'a', 'aa', 'b', 'z', 'é', 'ｚ', '👍'];
      const docs = await things(named(ordered.toReversed()));
      deepEqual(
        (await docs.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id),
        ordered,
      );
      deepEqual(
        (
          await docs
            .find({ _id: { $gt: 'Z', $lte: 'é' } })
            .sort({ _id: -1 })
            .toArray()
        ).map(({ _id }) => _id),
        ordered.slice(6, 12).toReversed(),
      );
    },
  },
  'a range finds all ids that begin alike, and no others': {
    neededBy: 'the records of one owner, and one generation of the search index',
    prove: async (ground) => {
      deepEqual(await idsOf(ground, named(['a', 'a/', 'a/1', 'a/z', 'a0', 'aa/', 'b/']), { _id: { $gte: 'a/', $lt: 'a0' } }), [
        'a/',
        'a/1',
        'a/z',
      ]);
    },
  },
  'dates keep their milliseconds, and are ordered by them': async ({ things }) => {
    const dates = [-1, 0, 1, 1_790_000_000_123, 1_790_000_000_124].map((ms) => new Date(ms));
    const docs = await things(dates.map((at, n) => ({ _id: `n${9 - n}`, at })));
    deepEqual(
      (await docs.find().sort({ at: 1 }).toArray()).map(({ at }) => at),
      dates,
    );
    equal(await docs.countDocuments({ at: { $gt: new Date(1_790_000_000_123) } }), 1);
  },
  'numbers are equal whatever their type': async (ground) => {
    deepEqual(
      await idsOf(
        ground,
        [
          { _id: 'a', v: 1 },
          { _id: 'b', v: 1.5 },
          { _id: 'c', v: 2 ** 40 },
        ],
        { v: { $in: [1, 2 ** 40] } },
      ),
      ['a', 'c'],
    );
  },
  'null and missing come before all values, numbers before texts, dates last': async ({ things }) => {
    const docs = await things(kinds.filter(({ _id }) => _id !== 'list' && _id !== 'missing'));
    deepEqual(
      (await docs.find().sort({ v: 1 }).toArray()).map(({ _id }) => _id),
      ['null', 'number', 'empty', 'text', 'date'],
    );
  },
  'a sort by several fields orders equals by the next, each in its direction': async ({ things }) => {
    const docs = await things(['a', 'b', 'c', 'd'].map((_id, n) => ({ _id, at: new Date(n >> 1) })));
    deepEqual(
      (await docs.find().sort({ at: -1, _id: 1 }).toArray()).map(({ _id }) => _id),
      ['c', 'd', 'a', 'b'],
    );
  },
  'pages after a place, by two fields, hold each document once': {
    neededBy: 'every page after a cursor',
    prove: async ({ things }) => {
      const docs = await things(Array.from({ length: 57 }, (_, n) => ({ _id: `p${(n * 7) % 57}`, at: new Date(n % 5) })));
      await docs.createIndex({ at: -1, _id: -1 });
      const seen: string[] = [];
      for (let last: Thing | undefined; ; ) {
        const { _id, at } = last ?? { _id: '', at: null };
        const after: object = last ? { $or: [{ at: { $lt: at } }, { at, _id: { $lt: _id } }] } : {};
        const page = await docs.find(after).sort({ at: -1, _id: -1 }).limit(10).toArray();
        seen.push(...page.map((each) => each._id));
        if (page.length < 10) break;
        last = page.at(-1);
      }
      const all = await docs.find().sort({ at: -1, _id: -1 }).toArray();
      deepEqual(
        seen,
        all.map(({ _id }) => _id),
      );
    },
  },
  'a skip and a limit give that part of the order': async ({ things }) => {
    const docs = await things(named(['a', 'b', 'c', 'd', 'e']));
    deepEqual(await docs.find().sort({ _id: 1 }).skip(1).limit(2).toArray(), named(['b', 'c']));
    deepEqual(await docs.find().sort({ _id: 1 }).skip(9).limit(2).toArray(), []);
  },
  'a projection gives the named fields, and the `_id`': async ({ things }) => {
    const docs = await things([{ _id: 'a', n: 1, in: { x: 1, y: 2 }, text: 't' }]);
    deepEqual(await docs.find({}, { projection: { n: 1, 'in.x': 1 } }).toArray(), [{ _id: 'a', n: 1, in: { x: 1 } }]);
    deepEqual(await docs.find({}, { projection: { in: 0, text: 0 } }).toArray(), [{ _id: 'a', n: 1 }]);
  },
  '`$in` of a thousand ids finds those that are there': async ({ things }) => {
    const docs = await things(named(Array.from({ length: 600 }, (_, n) => `n${n * 2}`)));
    const ids = Array.from({ length: 1_000 }, (_, n) => `n${n}`);
    equal((await docs.find({ _id: { $in: ids } }).toArray()).length, 500);
  },
  '`$in` of nothing finds nothing': async (ground) => {
    deepEqual(await idsOf(ground, named(['a']), { _id: { $in: [] } }), []);
  },
  '`$or` gives each document once': async (ground) => {
    deepEqual(
      await idsOf(
        ground,
        [
          { _id: 'a', v: 1, w: 1 },
          { _id: 'b', v: 2, w: 1 },
          { _id: 'c', v: 3, w: 2 },
        ],
        { $or: [{ v: 1 }, { w: 1 }] },
      ),
      ['a', 'b'],
    );
  },
  'conditions on one field are all met': async (ground) => {
    deepEqual(await idsOf(ground, named(['a', 'b', 'c', 'd']), { _id: { $gt: 'a', $lt: 'd', $ne: 'b' } }), ['c']);
    deepEqual(await idsOf(ground, named(['a', 'b', 'c']), { $and: [{ _id: { $gt: 'a' } }, { _id: { $lt: 'c' } }] }), ['b']);
  },
  'a field inside of another is found by its path': async (ground) => {
    deepEqual(await idsOf(ground, [{ _id: 'a', in: { n: 1 } }, { _id: 'b', in: { n: 2 } }, { _id: 'c' }], { 'in.n': 2 }), ['b']);
  },
  'a count counts what the filter finds, and no more than a limit': async ({ things }) => {
    const docs = await things(Array.from({ length: 30 }, (_, n) => ({ _id: `n${n}`, v: n % 2 })));
    deepEqual(
      [await docs.countDocuments({ v: 1 }), await docs.countDocuments({ v: 1 }, { limit: 7 }), await docs.countDocuments({ v: 2 })],
      [15, 7, 0],
    );
  },
  'with and without an index a query finds the same': async ({ things }) => {
    const docs = await things(kinds);
    const filters = [
      { v: null },
      { v: 'x' },
      { v: { $gt: '' } },
      { v: { $ne: null } },
      { v: { $in: ['y', null] } },
      { v: { $exists: false } },
    ];
    const found = async () => {
      const ids: string[][] = [];
      for (const filter of filters) ids.push((await docs.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id));
      return ids;
    };
    const before = await found();
    await docs.createIndex({ v: 1, _id: 1 });
    await docs.createIndex({ v: 1 }, { name: 'texts', partialFilterExpression: { v: { $gt: '' } } });
    deepEqual(await found(), before);
  },
});

export const aggregations = chapter('Aggregations', 'search, suggestions and trending hashtags', {
  'stages run in their order: what follows a limit sees no more': async ({ things }) => {
    const docs = await things(Array.from({ length: 20 }, (_, n) => ({ _id: `n${n}`, v: n, odd: n % 2 === 1 })));
    const found = docs.aggregate([
      ...[{ $match: { v: { $lt: 15 } } }, { $sort: { v: -1 } }, { $limit: 6 }],
      ...[{ $match: { $and: [{ odd: true }] } }, { $limit: 2 }, { $project: { v: 1 } }],
    ]);
    deepEqual(await found.toArray(), [
      { _id: 'n13', v: 13 },
      { _id: 'n11', v: 11 },
    ]);
  },
  'a skip after a limit gives the end of it': async ({ things }) => {
    const docs = await things(Array.from({ length: 9 }, (_, n) => ({ _id: `n${n}`, v: n })));
    deepEqual(await docs.aggregate([{ $sort: { v: 1 } }, { $limit: 5 }, { $skip: 4 }]).toArray(), [{ _id: 'n4', v: 4 }]);
    deepEqual(await docs.aggregate([{ $sort: { v: 1 } }, { $limit: 20 }, { $skip: 19 }]).toArray(), []);
  },
  'groups count and find the latest, and are ordered by that': async ({ things }) => {
    const uses = ['x', 'y', 'x', 'z', 'y', 'x'].map((tag, n) => ({ _id: `u${n}`, tag, at: new Date(n) }));
    const docs = await things(uses);
    const groups = docs.aggregate([
      { $match: { at: { $gt: new Date(0) } } },
      { $group: { _id: '$tag', authors: { $sum: 1 }, last: { $max: '$at' } } },
      { $sort: { authors: -1, last: -1, _id: 1 } },
    ]);
    deepEqual(await groups.toArray(), [
      { _id: 'x', authors: 2, last: new Date(5) },
      { _id: 'y', authors: 2, last: new Date(4) },
      { _id: 'z', authors: 1, last: new Date(3) },
    ]);
  },
  'a match on lists within an order by an index is complete': async ({ things }) => {
    const docs = await things(Array.from({ length: 60 }, (_, n) => ({ _id: `e${n}`, g: 1, terms: ['all', `t${n % 3}`], at: new Date(n) })));
    await docs.createIndex({ g: 1, terms: 1, at: -1 });
    const found = docs.aggregate([
      ...[{ $match: { g: 1, terms: { $in: ['t1', 't2'] } } }, { $sort: { at: -1 } }, { $limit: 4 }, { $project: { _id: 1 } }],
    ]);
    deepEqual(await found.toArray(), [{ _id: 'e59' }, { _id: 'e58' }, { _id: 'e56' }, { _id: 'e55' }]);
  },
  'a batch size above the result gives all of it in one answer': async ({ database, things }) => {
    const { collectionName } = await things(Array.from({ length: 40 }, (_, n) => ({ _id: `n${n}` })));
    const answers = [
      await database.command({ aggregate: collectionName, pipeline: [{ $match: {} }, { $limit: 40 }], cursor: { batchSize: 41 } }),
      await database.command({ find: collectionName, filter: {}, batchSize: 41 }),
    ];
    for (const { cursor } of answers) deepEqual([cursor.firstBatch.length, Number(cursor.id)], [40, 0]);
  },
});
