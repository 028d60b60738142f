import { compareValues } from '../bson/compare.ts';
import { keyTypeOf } from '../bson/key.ts';
import type { Filter, Test } from '../query/filter.ts';
import { valuePasses } from '../query/match.ts';
import type { Predicate } from './predicates.ts';

/** Whether everything that passes the predicates is in a partial index. When in doubt it is not. */
export function partialIsImplied(partial: Filter, predicates: readonly Predicate[]): boolean {
  if (partial.kind === 'and') return partial.parts.every((part) => partialIsImplied(part, predicates));
  if (partial.kind !== 'field') return false;
  return predicates.some(({ name, test }) => name === partial.name && implies(test, partial.test));
}

function implies(given: Test, wanted: Test): boolean {
  if (given.op === '$eq') return !Array.isArray(given.value) && given.value !== null && valuePasses(given.value, wanted);
  if (given.op === '$in') return given.patterns.length === 0 && given.values.every((value) => implies({ op: '$eq', value }, wanted));
  if (wanted.op === '$exists')
    return (given.op === '$exists' && given.exists) || (isRange(given) && given.value !== null) || given.op === '$regex';
  if (given.op === '$exists' || !isRange(given) || !isRange(wanted)) return false;
  if (keyTypeOf(given.value) !== keyTypeOf(wanted.value) || given.op.slice(0, 3) !== wanted.op.slice(0, 3)) return false;
  const order = compareValues(given.value, wanted.value) * (given.op.startsWith('$gt') ? 1 : -1);
  return order > 0 || (order === 0 && (given.op === wanted.op || wanted.op.endsWith('e')));
}

function isRange(test: Test): test is Test & { op: '$gt' | '$gte' | '$lt' | '$lte' } {
  return test.op === '$gt' || test.op === '$gte' || test.op === '$lt' || test.op === '$lte';
}
