// Whether a partial index has all that a filter can match, as MongoDB judges it (`isSubsetOf` in its
// `expression_algo.cpp`): what it does not see, devdb does not use either, or an index would serve only here.
import { areEqual, compareValues } from '../bson/compare.ts';
import { keyTypeOf } from '../bson/key.ts';
import type { Value } from '../bson/values.ts';
import type { Comparison, Filter, Test } from '../query/filter.ts';

/** @returns False when in doubt. */
export function partialIsImplied(partial: Filter, filter: Filter): boolean {
  if (partial.kind === 'and') return partial.parts.every((part) => partialIsImplied(part, filter));
  if (partial.kind !== 'field') return false;
  if (filter.kind === 'and') return filter.parts.some((part) => partialIsImplied(partial, part));
  if (filter.kind === 'or') return filter.parts.every((part) => partialIsImplied(partial, part));
  return filter.kind === 'field' && filter.name === partial.name && implies(filter.test, partial.test);
}

function implies(given: Test, wanted: Test): boolean {
  if (given.op === '$all') return given.each.some((test) => implies(test, wanted));
  switch (wanted.op) {
    case '$exists':
      return impliesExistence(given);
    case '$type':
      // No value implies a type, not even one of that type.
      return given.op === '$type' && areSameCodes(given.codes, wanted.codes);
    case '$in': {
      const values = valuesOf(given);
      if (!values) return false;
      // Several values imply only just those: MongoDB compares them with each of the filter's values by itself.
      return wanted.values.some((other) => values.every((value) => isSame(value, other))) || areSameValues(values, wanted.values);
    }
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte': {
      const values = valuesOf(given);
      if (values) return values.every((value) => compares({ op: '$eq', value }, wanted));
      return isComparison(given) && compares(given, wanted);
    }
    default:
      return false;
  }
}

type Compared = { op: '$eq' | Comparison; value: Value };

function isComparison(test: Test): test is Test & Compared {
  return test.op === '$eq' || test.op === '$gt' || test.op === '$gte' || test.op === '$lt' || test.op === '$lte';
}

/** The values of an equality or `$in`; `undefined` for other tests. */
function valuesOf(test: Test): Value[] | undefined {
  if (test.op === '$eq') return [test.value];
  return test.op === '$in' && test.patterns.length === 0 ? test.values : undefined;
}

/** Only values of one type are compared. */
function compares(given: Compared, wanted: Compared): boolean {
  if (keyTypeOf(given.value) !== keyTypeOf(wanted.value)) return false;
  const order = compareValues(given.value, wanted.value);
  if (given.op === wanted.op && order === 0) return true;
  switch (wanted.op) {
    case '$gt':
    case '$gte':
      return (given.op === '$eq' || given.op === '$gt' || given.op === '$gte') && (order > 0 || (order === 0 && wanted.op === '$gte'));
    case '$lt':
    case '$lte':
      return (given.op === '$eq' || given.op === '$lt' || given.op === '$lte') && (order < 0 || (order === 0 && wanted.op === '$lte'));
    default:
      return false;
  }
}

function isSame(a: Value, b: Value): boolean {
  return keyTypeOf(a) === keyTypeOf(b) && areEqual(a, b);
}

function areSameValues(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((value) => b.some((other) => isSame(value, other)));
}

function impliesExistence(given: Test): boolean {
  switch (given.op) {
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return given.value !== null;
    case '$in':
      return !given.values.includes(null);
    case '$exists':
      return given.exists;
    case '$not':
      return given.tests.length === 1 && given.tests.every((test) => !impliesExistence(test) && valuesOf(test)?.includes(null) === true);
    default:
      return true;
  }
}

function areSameCodes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((code) => b.includes(code));
}
