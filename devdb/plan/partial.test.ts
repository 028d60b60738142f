import { describe, expect, test } from 'vitest';
import { decodeDocument } from '../bson/decode.ts';
import { parseFilter } from '../query/parse-filter.ts';
import mongoose from 'mongoose';
import { partialIsImplied } from './partial.ts';

const { BSON } = mongoose.mongo;

function isImplied(partial: object, filter: object): boolean {
  const parse = (text: object) => parseFilter(decodeDocument(BSON.serialize(text)));
  return partialIsImplied(parse(partial), parse(filter));
}

const epoch = new Date(0);
const today = new Date('2026-11-28');

// Each as MongoDB 8.0 answers it: `isSubsetOf` in its expression_algo.cpp and the cases of expression_algo_test.cpp.
describe('a partial index serves', () => {
  test.each<[object, object]>([
    [{ a: { $gt: '' } }, { a: 'x' }],
    [{ a: { $gt: '' } }, { a: { $in: ['x', 'y'] } }],
    [{ a: { $gt: '' } }, { a: { $gte: 'b', $lt: 'c' } }],
    [{ a: { $gt: epoch } }, { a: today }],
    [{ a: { $gt: epoch } }, { a: { $gte: today } }],
    [{ a: { $gt: epoch } }, { a: { $gt: epoch, $lte: today } }],
    [{ a: { $gte: 5 } }, { a: { $gt: 5 } }],
    [{ a: { $lte: 5 } }, { a: { $lt: 5 } }],
    [{ a: { $gt: 5 } }, { a: { $gt: 5 } }],
    [{ a: true }, { a: true, b: 1 }],
    [{ a: null }, { a: null }],
    [
      { a: 1, b: { $gt: 2 } },
      { b: 3, a: 1 },
    ],
    [{ a: { $exists: true } }, { a: 1 }],
    [{ a: { $exists: true } }, { a: { $lt: today } }],
    [{ a: { $exists: true } }, { a: { $in: [1, 'x'] } }],
    [{ a: { $exists: true } }, { a: /^x/ }],
    [{ a: { $exists: true } }, { a: { $ne: null } }],
    [{ a: { $exists: true } }, { a: { $type: 'string' } }],
    [{ a: { $exists: true } }, { a: { $elemMatch: { b: 1 } } }],
    [{ a: { $type: 'string' } }, { a: { $type: 'string' } }],
    [{ a: { $in: ['x', 'y'] } }, { a: 'x' }],
    [{ a: { $in: ['x', 'y'] } }, { a: { $in: ['y', 'x'] } }],
    [{ a: { $gt: 0 } }, { $or: [{ a: 1 }, { a: { $gt: 3 } }] }],
    [{ a: { $gt: 0 } }, { $and: [{ b: 1 }, { a: 1 }] }],
    [{ a: { $gt: '' } }, { a: { $all: ['x', 'y'] } }],
  ])('%j for %j', (partial, filter) => expect(isImplied(partial, filter)).toBe(true));
});

describe('a partial index does not serve', () => {
  test.each<[object, object]>([
    [{ a: { $type: 'string' } }, { a: 'x' }],
    [{ a: { $type: 'date' } }, { a: { $lte: today } }],
    [{ a: { $type: 'string' } }, { a: { $type: ['string', 'null'] } }],
    [{ a: { $gt: epoch } }, { a: { $lte: today } }],
    [{ a: { $gt: '' } }, { a: { $gt: 5 } }],
    [{ a: { $gt: '' } }, { a: { $in: ['x', null] } }],
    [{ a: { $gt: '' } }, { a: /^x/ }],
    [{ a: { $gt: '' } }, { a: { $exists: true } }],
    [{ a: { $gt: '' } }, { a: { $ne: null } }],
    [{ a: { $gt: '' } }, { b: 'x' }],
    [{ a: { $gt: 5 } }, { a: { $gte: 5 } }],
    [{ a: { $exists: true } }, { a: null }],
    [{ a: { $exists: true } }, { a: { $in: [1, null] } }],
    [{ a: { $exists: true } }, { a: { $ne: 1 } }],
    [{ a: { $exists: true } }, { a: { $exists: false } }],
    [{ a: { $in: ['x', 'y', 'z'] } }, { a: { $in: ['x', 'y'] } }],
    [{ 'a.b': { $gt: 0 } }, { a: { $elemMatch: { b: 1 } } }],
    [{ a: { $gt: 0 } }, { $or: [{ a: 1 }, { b: 1 }] }],
    [{ a: 1, b: 1 }, { a: 1 }],
    [{ a: false }, { a: { $ne: true } }],
  ])('%j for %j', (partial, filter) => expect(isImplied(partial, filter)).toBe(false));
});
