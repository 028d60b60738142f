// The ways in which one index can serve a query.
import { encodeKey } from '../bson/key.ts';
import type { Value } from '../bson/values.ts';
import type { Filter } from '../query/filter.ts';
import type { Index } from '../store/collection.ts';
import { afterKey } from '../store/unique.ts';
import { boundsOf, type FieldBounds, rangeBytes } from './bounds.ts';
import { partialIsImplied } from './partial.ts';
import type { ScanRange, SortField } from './plan.ts';
import type { Predicate } from './predicates.ts';

/** More combinations of `$in` values than this are not worth a range each. */
const maxRanges = 4000;

export interface Candidate {
  index: Index;
  ranges: ScanRange[];
  isSorted: boolean;
  /** The field the merge key begins with, when sorted. */
  sortStart: number;
  mayRepeat: boolean;
  /** The number of leading fields with one value, with several, and whether a range follows. */
  equalities: number;
  hasRange: boolean;
}

export interface Sought {
  predicates: readonly Predicate[];
  sort: readonly SortField[];
  /** Every match passes each of these. A partial index serves where one of them, by itself, implies its filter. */
  filters: readonly Filter[];
}

/** The index's candidate, or `undefined` when it would not find every match or helps in nothing. */
export function candidateOf(index: Index, { predicates, sort, filters }: Sought): Candidate | undefined {
  const { partial, text } = index;
  if (text) return undefined;
  if (partial && !filters.some((filter) => partialIsImplied(partial, filter))) return undefined;
  const points: Value[][] = [];
  let range: (FieldBounds & { kind: 'range' }) | undefined;
  let excludesMissing = false;
  let combinations = 1;
  let multikeyUsed = false;
  for (const [i, field] of index.fields.entries()) {
    const isMultikey = index.multikey[i] ?? false;
    if (isMultikey && multikeyUsed) break;
    const bounds = boundsOf(
      predicates.filter(({ name }) => name === field.name).map(({ test }) => test),
      isMultikey,
    );
    if (!bounds || (bounds.kind === 'range' && bounds.prefix && field.descending)) break;
    if (isMultikey) multikeyUsed = true;
    if (bounds.kind === 'range') {
      range = bounds;
      excludesMissing = true;
      break;
    }
    if (combinations * bounds.values.length > maxRanges) break;
    combinations *= bounds.values.length;
    points.push(bounds.values);
    if (!bounds.values.includes(null)) excludesMissing = true;
  }
  if (index.sparse && !excludesMissing) return undefined;
  const order = sortOrder(index, points, sort);
  if (points.length === 0 && !range && !order) return undefined;
  return {
    index,
    ranges: rangesOf(index, points, range, order),
    isSorted: order !== undefined,
    sortStart: order?.start ?? 0,
    mayRepeat: index.multikey.includes(true),
    equalities: points.length,
    hasRange: range !== undefined,
  };
}

interface Order {
  start: number;
  reverse: boolean;
}

/** From which field on the index's keys are in the sort's order, within and across the ranges. */
function sortOrder(index: Index, points: readonly Value[][], sort: readonly SortField[]): Order | undefined {
  if (sort.length === 0) return undefined;
  for (let start = 0; start <= points.length; start++) {
    const order = ordersFrom(index, start, points, sort, false);
    if (order) return order;
  }
  const isConstant = (name: string): boolean =>
    index.fields.some((field, i) => field.name === name && points[i]?.length === 1 && !index.multikey[i]);
  const varying = sort.filter(({ name }) => !isConstant(name));
  if (varying.length === 0) return { start: 0, reverse: false };
  for (let start = 0; start <= points.length; start++) {
    const order = ordersFrom(index, start, points, varying, true);
    if (order) return order;
  }
  return undefined;
}

function ordersFrom(
  index: Index,
  start: number,
  points: readonly Value[][],
  sort: readonly SortField[],
  skipConstants: boolean,
): Order | undefined {
  let reverse: boolean | undefined;
  let at = start;
  for (const wanted of sort) {
    while (skipConstants && at < index.fields.length && index.fields[at]!.name !== wanted.name && points[at]?.length === 1) at++;
    const field = index.fields[at];
    if (!field || field.name !== wanted.name || index.multikey[at]) return undefined;
    const turned = field.descending !== wanted.descending;
    if (reverse !== undefined && reverse !== turned) return undefined;
    reverse = turned;
    at++;
  }
  return { start, reverse: reverse ?? false };
}

function rangesOf(
  index: Index,
  points: readonly Value[][],
  range: (FieldBounds & { kind: 'range' }) | undefined,
  order: Order | undefined,
): ScanRange[] {
  const reverse = order?.reverse ?? false;
  let prefixes: { key: Buffer; mergeFrom: number }[] = [{ key: Buffer.alloc(0), mergeFrom: 0 }];
  points.forEach((values, i) => {
    const keys = values.map((value) => encodeKey(value, index.descending[i]));
    if (index.descending[i]) keys.reverse();
    prefixes = prefixes.flatMap((prefix) =>
      keys.map((key) => {
        const joined = Buffer.concat([prefix.key, key]);
        return { key: joined, mergeFrom: i < (order?.start ?? 0) ? joined.length : prefix.mergeFrom };
      }),
    );
  });
  const isUniqueKey = index.unique && points.length === index.fields.length;
  return prefixes.map(({ key, mergeFrom }) => {
    const bytes = range && rangeBytes(range, key, index.descending[points.length] ?? false);
    return { from: bytes?.from ?? key, to: bytes?.to ?? afterKey(key), reverse, mergeFrom, isUniqueKey };
  });
}
