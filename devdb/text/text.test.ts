// The text index by MongoDB's documented examples and formula, and random searches against a reference that reads every document.
import fc from 'fast-check';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkIntegrity, type Devdb, startDevdb } from '../index.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { MongoClient } = mongoose.mongo;

interface Article {
  _id: number;
  kind?: string;
  title?: string;
  tags?: string[];
  body?: string;
  language?: string;
  score?: number;
}

let devdb: Devdb;
let client: mongoose.mongo.MongoClient;
const directory = mkdtempSync(join(tmpdir(), 'devdb-text-'));

beforeAll(async () => {
  devdb = await startDevdb({ path: directory });
  client = await MongoClient.connect(devdb.uri, { ignoreUndefined: true });
});

afterAll(async () => {
  await client.close();
  await devdb.close();
  const problems = checkIntegrity(directory);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  rmSync(directory, { recursive: true });
});

let collections = 0;

async function withArticles(
  articles: Article[],
  options: mongoose.mongo.CreateIndexesOptions = {},
  key: Record<string, 1 | 'text'> = { title: 'text', body: 'text' },
) {
  const collection = client.db('text').collection<Article>(`articles${collections++}`);
  await collection.createIndex(key, options);
  if (articles.length > 0) await collection.insertMany(articles);
  return {
    collection,
    search: async (search: string, { language, filter }: { language?: string; filter?: object } = {}) =>
      await collection
        .find(
          { ...filter, $text: { $search: search, ...(language && { $language: language }) } },
          { projection: { score: { $meta: 'textScore' } } },
        )
        .sort({ score: { $meta: 'textScore' } })
        .toArray(),
  };
}

function sorted(found: { _id: number }[]): number[] {
  return ids(found).sort((left, right) => left - right);
}

function ids(found: { _id: number }[]): number[] {
  return found.map(({ _id }) => _id);
}

const shop: Article[] = [
  { _id: 1, title: 'coffee' },
  { _id: 2, title: 'Coffee Shopping' },
  { _id: 3, title: 'Baking a cake' },
  { _id: 4, title: 'baking' },
  { _id: 5, title: 'Café Con Leche' },
  { _id: 6, title: 'Сырники' },
  { _id: 7, title: 'coffee and cream' },
  { _id: 8, title: 'Cafe con Leche' },
];

test('words are joined by "or", stemmed and scored as documented', async () => {
  const { search } = await withArticles(shop);
  expect((await search('cake')).map(({ _id, score }) => [_id, score])).toEqual([[3, 0.75]]);
  const found = await search('bake coffee cake');
  expect(found.map(({ _id, score }) => [_id, score])).toEqual([
    [3, 1.5],
    [1, 1],
    [4, 1],
    [2, 0.75],
    [7, 0.75],
  ]);
});

test('phrases, exclusion, case and accents', async () => {
  const { search } = await withArticles(shop);
  expect(ids(await search('"coffee shop"'))).toEqual([2]);
  expect(ids(await search('"COFFEE shop" leche'))).toEqual([2]);
  expect(ids(await search('coffee -shop'))).toEqual([1, 7]);
  expect(sorted(await search('coffee -"coffee and"'))).toEqual([1, 2]);
  expect(ids(await search('CAFÉ'))).toEqual([5, 8]);
  expect(ids(await search('leche -café'))).toEqual([]);
  expect(ids(await search('coffee-shop'))).toEqual(expect.arrayContaining([1, 2, 7]));
  expect(ids(await search('СЫРНИКИ', { language: 'russian' }))).toEqual([]);
  expect(ids(await search('СЫРНИКИ', { language: 'none' }))).toEqual([6]);
  expect(await search('-coffee')).toEqual([]);
  expect(await search('the and a')).toEqual([]);
  expect(await search('')).toEqual([]);
});

test('each time that a term repeats counts half, fields have weights, and a whole field counts a tenth more', async () => {
  const { search } = await withArticles(
    [
      { _id: 1, body: 'tea tea tea milk' },
      { _id: 2, title: 'tea', body: 'milk' },
      { _id: 3, title: 'green tea', body: 'tea' },
    ],
    { weights: { title: 10, body: 2 } },
  );
  const scores = new Map((await search('tea')).map(({ _id, score }) => [_id, score]));
  expect(scores.get(1)).toBeCloseTo(2 * 1.75 * (0.5 * (3 / 4) + 0.5), 12);
  expect(scores.get(2)).toBeCloseTo(10 * 1.1, 12);
  expect(scores.get(3)).toBeCloseTo(10 * 0.75 + 2 * 1.1, 12);
});

test.for([
  ['english', 'The runners were running', 'run'],
  ['german', 'Die Häuser am See', 'haus'],
  ['french', 'Les boulangères continuaient', 'continuer'],
  ['spanish', 'corriendo por las calles', 'correr calle'],
  ['portuguese', 'as chaves perdidas', 'chave'],
  ['italian', 'le ricette della nonna', 'ricetta'],
  ['dutch', 'fietsen en kaarten', 'kaart'],
  ['swedish', 'flickorna springer', 'flicka'],
  ['danish', 'bøgerne ligger her', 'bøger'],
  ['norwegian', 'husene ved havet', 'hus'],
  ['finnish', 'taloissa asutaan', 'talo'],
  ['russian', 'старые книги', 'книга'],
  ['hungarian', 'a házakban laknak', 'ház'],
  ['romanian', 'cărțile vechi', 'veche'],
  ['turkish', 'kitaplar ve evler', 'kitap'],
] as const)('%s: %s is found by %s', async ([language, body, query]) => {
  const { search } = await withArticles([
    { _id: 1, body, language },
    { _id: 2, body, language: 'none' },
  ]);
  expect(ids(await search(query, { language }))).toContain(1);
});

test('a document of another language is found by its own stems, and no language stems nothing', async () => {
  const { search } = await withArticles([
    { _id: 1, body: 'running' },
    { _id: 2, body: 'running', language: 'none' },
    { _id: 3, body: 'am See', language: 'german' },
    { _id: 4, body: 'am See', language: 'en' },
  ]);
  expect(ids(await search('running'))).toEqual([1]);
  expect(ids(await search('running', { language: 'none' }))).toEqual([2]);
  expect(ids(await search('see'))).toEqual([3, 4]);
});

test('fields before the text ask for one value each; documents follow their edits', async () => {
  const { collection, search } = await withArticles(
    [
      { _id: 1, kind: 'a', body: 'tea', tags: ['green', 'black'] },
      { _id: 2, kind: 'b', body: 'tea' },
    ],
    {},
    { kind: 1, body: 'text', tags: 'text' },
  );
  expect(ids(await search('tea', { filter: { kind: 'a' } }))).toEqual([1]);
  expect(ids(await search('black', { filter: { kind: 'a' } }))).toEqual([1]);
  await expect(search('tea')).rejects.toThrow('need an equality filter on: kind');
  await expect(search('tea', { filter: { kind: { $in: ['a', 'b'] } } })).rejects.toThrow('need an equality filter on: kind');
  await collection.updateOne({ _id: 1 }, { $set: { body: 'milk' } });
  await collection.deleteOne({ _id: 2 });
  expect(await search('tea', { filter: { kind: 'a' } })).toEqual([]);
  expect(await search('tea', { filter: { kind: 'b' } })).toEqual([]);
  expect(ids(await search('milk', { filter: { kind: 'a' } }))).toEqual([1]);
  expect(await collection.countDocuments({ kind: 'a' })).toBe(1);
});

test('sees what its own transaction wrote', async () => {
  const { collection } = await withArticles([{ _id: 1, body: 'tea' }]);
  await client.withSession(async (session) => {
    await session.withTransaction(async () => {
      await collection.insertOne({ _id: 2, body: 'tea too' }, { session });
      await collection.deleteOne({ _id: 1 }, { session });
      expect(ids(await collection.find({ $text: { $search: 'tea' } }, { session }).toArray())).toEqual([2]);
    });
  });
});

test('lists the index as MongoDB does, keeps it over a restart, and refuses by name what is not served', async () => {
  const { collection } = await withArticles([{ _id: 1, title: 'tea' }], {
    weights: { title: 3 },
    default_language: 'german',
    name: 'words',
  });
  const [, index] = await collection.indexes();
  expect(index).toEqual({
    v: 2,
    key: { _fts: 'text', _ftsx: 1 },
    name: 'words',
    weights: { body: 1, title: 3 },
    default_language: 'german',
    language_override: 'language',
    textIndexVersion: 3,
  });
  await collection.createIndex({ title: 'text', body: 'text' }, { weights: { title: 3 }, default_language: 'german', name: 'words' });
  await expect(collection.createIndex({ title: 'text' }, { name: 'other' })).rejects.toThrow('only one text index per collection');
  const bare = client.db('text').collection(`bare`);
  await bare.insertOne({ title: 'tea' });
  await expect(bare.createIndex({ '$**': 'text' })).rejects.toThrow('wildcard text indexes');
  await expect(bare.createIndex({ a: 'text' }, { unique: true })).rejects.toThrow('unique');
  await expect(bare.createIndex({ a: 'text', b: 1 })).rejects.toThrow('fields after the text');
  await expect(bare.createIndex({ a: 'text' }, { default_language: 'klingon' })).rejects.toThrow('unsupported language: "klingon"');
  await expect(bare.createIndex({ a: 'text' }, { weights: { a: 0 } })).rejects.toThrow('weight');
  await expect(bare.find({ $text: { $search: 'tea' } }).toArray()).rejects.toThrow('text index required');
  await expect(collection.find({ $text: { $search: 'tea', $caseSensitive: true } }).toArray()).rejects.toThrow('$caseSensitive');
  await expect(collection.find({ $or: [{ $text: { $search: 'tea' } }] }).toArray()).rejects.toThrow('$text');
  await expect(
    collection
      .find({})
      .project({ score: { $meta: 'textScore' } })
      .toArray(),
  ).rejects.toThrow('text score');
  await expect(
    collection
      .find({ $text: { $search: 'tea' } })
      .sort({ score: { $meta: 'textScore' }, _id: 1 })
      .toArray(),
  ).rejects.toThrow('textScore and then');
  for (const doc of [{ title: 'x', language: 'klingon' }, { language: 'klingon' }])
    await expect(collection.insertOne({ _id: 2, ...doc })).rejects.toMatchObject({ code: 17262 });
  expect(await collection.countDocuments({ title: 'x' })).toBe(0);
});

const word = fc.constantFrom('tea', 'teas', 'green', 'greener', 'milk', 'milky', 'café', 'the', 'and', 'cup', 'cups');
const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
const article = fc.record({ title: text, body: text, kind: fc.constantFrom('a', 'b') });
const part = fc.oneof(
  { weight: 4, arbitrary: word },
  word.map((each) => `-${each}`),
  fc.tuple(word, word).map((words) => `"${words.join(' ')}"`),
);

const stems: Record<string, string> = { teas: 'tea', greener: 'greener', milky: 'milki', café: 'cafe', cups: 'cup', the: '', and: '' };
const stemOf = (each: string): string => stems[each] ?? each;

/** The documented rule, over every document. */
function slowly(article: { title: string; body: string }, parts: string[]): number {
  const fields = [article.title, article.body].map((each) => each.split(' ').map(stemOf).filter(Boolean));
  const words = parts.filter((each) => !each.startsWith('-')).flatMap((each) => each.replaceAll('"', '').split(' '));
  const terms = new Set(words.map(stemOf).filter(Boolean));
  const negated = parts.filter((each) => each.startsWith('-')).map((each) => stemOf(each.slice(1)));
  if (negated.some((term) => term !== '' && fields.some((field) => field.includes(term)))) return 0;
  const folded = [article.title, article.body].map((each) => each.replaceAll('é', 'e'));
  const phrases = parts.filter((each) => each.startsWith('"')).map((each) => each.replaceAll('"', '').replaceAll('é', 'e'));
  if (!phrases.every((phrase) => folded.some((each) => each.includes(phrase)))) return 0;
  let score = 0;
  for (const term of terms)
    fields.forEach((field, i) => {
      const count = field.filter((each) => each === term).length;
      if (count === 0) return;
      const frequency = Array.from({ length: count }, (_, at) => 0.5 ** at).reduce((sum, each) => sum + each, 0);
      const raw = i === 0 ? article.title : article.body;
      score += (i === 0 ? 5 : 1) * frequency * (0.5 + (0.5 * count) / field.length) * (raw === term ? 1.1 : 1);
    });
  return score;
}

test('random searches find and score what the documented rule says, best first, page by page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(article, { minLength: 1, maxLength: 30 }),
      fc.array(part, { minLength: 1, maxLength: 4 }),
      async (articles, parts) => {
        const docs = articles.map((each, _id) => ({ _id, ...each }));
        const { collection, search } = await withArticles(docs, { weights: { title: 5 } });
        const found = await search(parts.join(' '), { filter: { kind: 'a' } });
        const expected = docs
          .filter(({ kind }) => kind === 'a')
          .flatMap((each) => ((score) => (score > 0 ? [{ _id: each._id, score }] : []))(slowly(each, parts)));
        expect(sorted(found)).toEqual(sorted(expected));
        for (const { _id, score } of expected) expect(found.find((each) => each._id === _id)?.score).toBeCloseTo(score, 10);
        expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((left, right) => right! - left!));
        const query = { kind: 'a', $text: { $search: parts.join(' ') } };
        const paged = await collection
          .find(query)
          .sort({ score: { $meta: 'textScore' } })
          .skip(1)
          .limit(2)
          .toArray();
        expect(ids(paged)).toEqual(ids(found).slice(1, 3));
        expect(await collection.countDocuments({ kind: 'a' })).toBe(docs.filter(({ kind }) => kind === 'a').length);
        expect(ids(await collection.find(query).sort({ _id: -1 }).toArray())).toEqual(sorted(found).reverse());
        await collection.drop();
      },
    ),
    { numRuns: 60 },
  );
});

const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('put' as const), _id: fc.nat(5), article }) },
  fc.record({ kind: fc.constant('remove' as const), _id: fc.nat(5) }),
);
const step = fc.record({ acts: fc.array(act, { minLength: 1, maxLength: 4 }), how: fc.constantFrom('plain', 'committed', 'aborted') });

test('searches that were asked before find what is written since, and nothing that was taken back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
      const { collection, search } = await withArticles([], { weights: { title: 5 } });
      const model = new Map<number, { title: string; body: string }>();
      for (const { acts, how } of steps) {
        const session = client.startSession();
        if (how !== 'plain') session.startTransaction();
        const options = how === 'plain' ? {} : { session };
        for (const each of acts) {
          if (each.kind === 'put') await collection.replaceOne({ _id: each._id }, each.article, { upsert: true, ...options });
          else await collection.deleteOne({ _id: each._id }, options);
          if (how === 'aborted') continue;
          if (each.kind === 'put') model.set(each._id, each.article);
          else model.delete(each._id);
        }
        if (how === 'committed') await session.commitTransaction();
        if (how === 'aborted') await session.abortTransaction();
        await session.endSession();
        for (const parts of [['tea'], ['milk'], ['tea', 'green', 'cup']]) {
          const found = await search(parts.join(' '));
          const scores = new Map([...model].map(([_id, each]) => [_id, slowly(each, parts)] as const).filter(([, score]) => score > 0));
          expect(sorted(found)).toEqual([...scores.keys()].toSorted((left, right) => left - right));
          for (const { _id, score } of found) expect(score).toBeCloseTo(scores.get(_id)!, 10);
        }
      }
      await collection.drop();
    }),
    { numRuns: 40 },
  );
});
