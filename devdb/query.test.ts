// The same random queries by index, without one, and by a matcher that is as simple as can be: all three must agree.
import fc from 'fast-check';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases } from '#test/harness/generate/cases.ts';
import { type Devdb, startDevdb } from './index.ts';

const { Long, MongoClient } = mongoose.mongo;
type Collection<T extends Document> = mongoose.mongo.Collection<T>;
type Document = mongoose.mongo.Document;

let devdb: Devdb;
let client: mongoose.mongo.MongoClient;

beforeAll(async () => {
  devdb = await startDevdb();
  client = await MongoClient.connect(devdb.uri, { ignoreUndefined: true });
});

afterAll(async () => {
  await client.close();
  await devdb.close();
});

const scalar = fc.constantFrom<unknown>(null, 0, 1, 2, 3, 1.5, 'a', 'b', true, new Date(0), new Date(9));
const field = fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) });
const inner = fc.record({ b: field, c: scalar }, { requiredKeys: [] });
const doc = fc.record(
  { a: field, b: scalar, c: field, d: fc.oneof(inner, fc.array(fc.oneof(inner, fc.constant(1)), { maxLength: 3 }), scalar) },
  { requiredKeys: [] },
);

const path = fc.constantFrom('a', 'b', 'c', 'd.b', 'd.c', '_id');
const operand = fc.oneof(
  scalar,
  fc.tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), scalar).map(([op, value]) => ({ [op]: value })),
  fc.tuple(fc.constantFrom('$in', '$nin'), fc.array(scalar, { maxLength: 3 })).map(([op, values]) => ({ [op]: values })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.boolean().map((exists) => ({ $exists: exists })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $elemMatch: { $gte: low, $lte: high } })),
);
const condition = fc.tuple(path, operand).map(([name, value]): Document => ({ [name]: value }));
const elements = fc.record({ b: operand, c: operand }, { requiredKeys: ['b'] }).map((parts): Document => ({ d: { $elemMatch: parts } }));
const filter: fc.Arbitrary<Document> = fc.oneof(
  { weight: 3, arbitrary: fc.array(condition, { maxLength: 3 }).map((parts) => (parts.length === 0 ? {} : { $and: parts })) },
  fc.array(condition, { minLength: 1, maxLength: 3 }).map((parts) => Object.assign({}, ...parts) as Document),
  elements,
  fc
    .tuple(condition, fc.array(fc.oneof(condition, elements), { minLength: 1, maxLength: 3 }))
    .map(([outer, parts]) => ({ ...outer, $or: parts })),
  fc.array(condition, { minLength: 1, maxLength: 2 }).map((parts) => ({ $nor: parts })),
);
const sort = fc.uniqueArray(fc.tuple(path, fc.constantFrom(1 as const, -1 as const)), { selector: ([name]) => name, maxLength: 3 });

const indexes: Document[] = [
  { a: 1 },
  { b: -1, a: 1 },
  { 'd.b': 1, 'd.c': -1 },
  { c: 1, b: 1 },
  { b: 1, 'd.c': 1 },
  { a: 1, b: -1, _id: 1 },
];

async function fill(indexed: Collection<Document>, plain: Collection<Document>, docs: object[]): Promise<Document[]> {
  const all = docs.map((each, i) => ({ _id: i, ...each })) as unknown as mongoose.mongo.OptionalId<Document>[];
  await Promise.all([indexed.deleteMany({}), plain.deleteMany({})]);
  if (all.length > 0) await Promise.all([indexed.insertMany(all), plain.insertMany(all)]);
  return all;
}

test('an index changes how much is read, never what is found or in which order', async () => {
  const [indexed, plain] = [client.db('p').collection('indexed'), client.db('p').collection('plain')];
  for (const key of indexes) await indexed.createIndex(key);
  await indexed.createIndex({ c: -1 }, { sparse: true, name: 'sparse' });
  await indexed.createIndex({ b: 1 }, { partialFilterExpression: { b: { $gt: 1 } }, name: 'partial' });
  const query = fc.record({ filter, sort, skip: fc.nat(3), limit: fc.nat(6) });
  await fc.assert(
    fc.asyncProperty(fc.array(doc, { maxLength: 25 }), fc.array(query, { minLength: 4, maxLength: 8 }), async (docs, queries) => {
      // Without arrays two fields at most lead through one; sorting by more is refused on either side.
      const all = await fill(
        indexed,
        plain,
        docs.map((each) => ({
          ...each,
          c: Array.isArray(each.c) ? each.c[0] : each.c,
          a: Array.isArray(each.d) && Array.isArray(each.a) ? 1 : each.a,
          d: nestedOnce(each.d),
        })),
      );
      for (const { filter, sort, skip, limit } of queries) {
        const expected = all.filter((each) => naiveMatch(each, filter)).map((each) => each['_id'] as number);
        const found = async (collection: Collection<Document>): Promise<number[]> =>
          (await collection.find(filter).toArray()).map((each) => Number(each['_id']));
        expect(
          (await found(indexed)).sort((a, b) => a - b),
          JSON.stringify(filter),
        ).toEqual(expected);
        expect(
          (await found(plain)).sort((a, b) => a - b),
          JSON.stringify(filter),
        ).toEqual(expected);
        const order = [...sort.filter(([name]) => name !== '_id'), ['_id', sort.find(([name]) => name === '_id')?.[1] ?? 1] as const];
        if (
          parallel(
            order.map(([name]) => name),
            all,
          )
        )
          continue;
        const page = async (collection: Collection<Document>): Promise<unknown[]> =>
          (
            await collection
              .find(filter)
              .sort(order.map(([name, direction]): [string, 1 | -1] => [name, direction]))
              .skip(skip)
              .limit(limit)
              .batchSize(3)
              .toArray()
          ).map((each) => each['_id']);
        expect(await page(indexed), JSON.stringify({ filter, order, skip, limit })).toEqual(await page(plain));
        expect(await indexed.countDocuments(filter)).toBe(expected.length);
      }
    }),
    { numRuns: cases(40) },
  );
});

test('in-memory order is the order of values', async () => {
  const plain = client.db('p').collection('ordered');
  const values = [true, 'b', null, 2, 1.5, new Date(0), 'a', { x: 1 }, Long.fromNumber(9), false, -3];
  await plain.insertMany(values.map((v, i) => ({ _id: i, v })) as Document[]);
  const inOrder = [null, -3, 1.5, 2, 9, 'a', 'b', { x: 1 }, false, true, new Date(0)];
  expect((await plain.find().sort({ v: 1 }).toArray()).map((each) => each['v'])).toEqual(inOrder);
  await plain.createIndex({ v: -1 });
  expect((await plain.find().sort({ v: -1 }).toArray()).map((each) => each['v'])).toEqual([...inOrder].reverse());
});

function nestedOnce(value: unknown): unknown {
  const flat = (each: unknown): unknown =>
    each && typeof each === 'object' && !(each instanceof Date) ? { ...each, b: first((each as Document)['b']) } : each;
  return Array.isArray(value) ? value.map(flat) : value && typeof value === 'object' && !(value instanceof Date) ? value : value;
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function parallel(names: string[], docs: Document[]): boolean {
  return docs.some(
    (each) =>
      new Set(
        names
          .filter((name) => throughArray(each, name))
          .map((name) => (Array.isArray(each[name.split('.')[0]!]) ? name.split('.')[0] : name)),
      ).size > 1,
  );
}

function throughArray(each: Document, name: string): boolean {
  const [top, sub] = name.split('.') as [string, string | undefined];
  const value = each[top] as unknown;
  return (
    Array.isArray(value) || (sub !== undefined && value !== null && typeof value === 'object' && Array.isArray((value as Document)[sub]))
  );
}

// The simple matcher: only what the arbitraries above make.

function naiveMatch(doc: Document, filter: Document): boolean {
  return Object.entries(filter).every(([name, value]) => {
    if (name === '$and') return (value as Document[]).every((part) => naiveMatch(doc, part));
    if (name === '$or') return (value as Document[]).some((part) => naiveMatch(doc, part));
    if (name === '$nor') return !(value as Document[]).some((part) => naiveMatch(doc, part));
    return naiveField(doc, name, value);
  });
}

function isOperators(value: unknown): value is Document {
  return value !== null && typeof value === 'object' && !(value instanceof Date) && Object.keys(value).some((key) => key.startsWith('$'));
}

function naiveField(doc: Document, name: string, value: unknown): boolean {
  if (!isOperators(value)) return naiveReach(doc, name).some((each) => same(each, value));
  return Object.entries(value).every(([op, operand]) => {
    const reached = naiveReach(doc, name);
    switch (op) {
      case '$eq':
        return reached.some((each) => same(each, operand));
      case '$ne':
        return !reached.some((each) => same(each, operand));
      case '$in':
        return reached.some((each) => (operand as unknown[]).some((one) => same(each, one)));
      case '$nin':
        return !reached.some((each) => (operand as unknown[]).some((one) => same(each, one)));
      case '$exists':
        return reached.some((each) => each !== undefined) === operand;
      case '$elemMatch':
        return naiveReach(doc, name, false).some(
          (array) => Array.isArray(array) && array.some((element) => naiveElement(element, operand as Document)),
        );
      default:
        return reached.some((each) => compare(each, op, operand));
    }
  });
}

function naiveElement(element: unknown, parts: Document): boolean {
  if (isOperators(parts)) return Object.entries(parts).every(([op, operand]) => compare(element, op, operand));
  return (
    element !== null && typeof element === 'object' && !(element instanceof Date) && !Array.isArray(element) && naiveMatch(element, parts)
  );
}

/** What a path leads to; `undefined` for a field that is not there. */
function naiveReach(doc: Document, name: string, opens = true): unknown[] {
  const [top, sub] = name.split('.') as [string, string | undefined];
  const value = doc[top] as unknown;
  const leaf = (each: unknown): unknown[] => (opens && Array.isArray(each) ? [...(each as unknown[]), each] : [each]);
  if (sub === undefined) return leaf(value);
  const isDocument = (each: unknown): each is Document =>
    each !== null && typeof each === 'object' && !Array.isArray(each) && !(each instanceof Date);
  if (Array.isArray(value)) return value.filter(isDocument).flatMap((each) => leaf(each[sub]));
  return isDocument(value) ? leaf(value[sub]) : [undefined];
}

function kind(value: unknown): string {
  return value instanceof Date ? 'date' : Array.isArray(value) ? 'array' : value === null || value === undefined ? 'null' : typeof value;
}

function same(value: unknown, operand: unknown): boolean {
  if (kind(value) !== kind(operand)) return false;
  return value instanceof Date ? value.getTime() === (operand as Date).getTime() : (value ?? null) === operand;
}

function compare(value: unknown, op: string, operand: unknown): boolean {
  if (kind(value) !== kind(operand) || kind(value) === 'array') return false;
  if (operand === null) return op === '$gte' || op === '$lte';
  const [left, right] = [value, operand] as [number, number];
  return op === '$gt' ? left > right : op === '$gte' ? left >= right : op === '$lt' ? left < right : left <= right;
}
