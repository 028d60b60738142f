// Chooses how a query runs. Any choice gives the same answer; this is about reading little.
import { badValue } from '../errors.ts';
import { areEqual } from '../bson/compare.ts';
import type { Value } from '../bson/values.ts';
import type { Filter } from '../query/filter.ts';
import type { Collection, Index } from '../store/collection.ts';
import type { View } from '../store/view.ts';
import { type Candidate, candidateOf, type Sought } from './candidates.ts';
import type { Plan, SortField } from './plan.ts';
import { predicatesOf, splitOr } from './predicates.ts';

const maxBranches = 50;
/** Reading this many entries to sort them is taken for cheaper than walking an index in order. */
const fewEntries = 500;
/** Ranges of more entries than this count as equally long. */
const manyEntries = 20_000;

export interface PlanInput {
  filter: Filter;
  sort: SortField[];
  limit: number | undefined;
  hint: Value | undefined;
}

export function choosePlan(view: View, collection: Collection, input: PlanInput): Plan {
  const indexes = input.hint === undefined ? collection.indexes : [hinted(collection, input.hint)].filter((index) => index !== undefined);
  const best = bestCandidate(view, indexes, [input.filter], input);
  const union =
    best && best.equalities > 0 && (best.isSorted || input.sort.length === 0) && !improves(input)
      ? undefined
      : unionPlan(view, indexes, input);
  if (union && (!best || beats(union, best, input))) return union;
  if (best) return toPlan(best);
  const hint = input.hint === undefined ? undefined : indexes[0];
  if (hint && !hint.sparse && !hint.partial && !hint.text)
    return {
      kind: 'index',
      index: hint,
      ranges: [{ from: Buffer.alloc(0), to: Buffer.of(0xff), reverse: false, mergeFrom: 0, isUniqueKey: false }],
      isSorted: false,
      mayRepeat: hint.multikey.includes(true),
    };
  return { kind: 'collection' };
}

/** An `$or` beside equalities may still narrow the scan, as pages by key do. */
function improves(input: PlanInput): boolean {
  return splitOr(input.filter) !== undefined;
}

function beats(union: Plan, best: Candidate, input: PlanInput): boolean {
  if (union.kind === 'index') return union.isSorted || !best.isSorted;
  return input.sort.length === 0 ? best.equalities === 0 : !best.isSorted && best.equalities === 0;
}

function hinted(collection: Collection, hint: Value): Index | undefined {
  if (hint instanceof Map && hint.has('$natural')) return undefined;
  const index = collection.indexes.find((each) => (typeof hint === 'string' ? each.name === hint : areEqual(each.spec.get('key')!, hint)));
  if (!index)
    throw badValue('error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index');
  return index;
}

function toPlan({ index, ranges, isSorted, mayRepeat }: Candidate): Plan {
  return { kind: 'index', index, ranges, isSorted, mayRepeat };
}

function bestCandidate(view: View, indexes: readonly Index[], filters: readonly Filter[], input: PlanInput): Candidate | undefined {
  const sought = { predicates: filters.flatMap((filter) => predicatesOf(filter)), sort: input.sort, filters };
  const candidates = indexes.map((index) => narrowest(view, index, sought)).filter((each) => each !== undefined);
  candidates.sort((a, b) => score(b, input) - score(a, input));
  const best = candidates[0];
  if (!best || best.isSorted || input.sort.length === 0 || input.limit === undefined) return best;
  const sorted = candidates.find((each) => each.isSorted);
  return sorted && countUpTo(view, best, fewEntries) >= fewEntries ? sorted : best;
}

/** Of several values that an array must have, the one with the fewest documents leads the scan. */
function narrowest(view: View, index: Index, sought: Sought): Candidate | undefined {
  const { predicates } = sought;
  const field = index.fields.find((_, i) => index.multikey[i]);
  const tests = predicates.filter(({ name, test }) => name === field?.name && (test.op === '$eq' || test.op === '$in'));
  const others = predicates.filter((each) => !tests.includes(each));
  const [first, ...rest] =
    tests.length < 2
      ? []
      : tests.map((test) => candidateOf(index, { ...sought, predicates: [...others, test] })).filter((each) => each !== undefined);
  if (!first) return candidateOf(index, sought);
  const counted = [first, ...rest].map((candidate) => ({ candidate, count: countUpTo(view, candidate, manyEntries) }));
  return counted.reduce((least, each) => (each.count < least.count ? each : least)).candidate;
}

function score(candidate: Candidate, input: PlanInput): number {
  const { index, equalities } = candidate;
  if (index.unique && equalities === index.fields.length) return 1000;
  const order = candidate.isSorted ? (input.limit === undefined ? 3 : 8) : 0;
  return equalities * 10 + (candidate.hasRange ? 5 : 0) + order - index.fields.length / 100;
}

function countUpTo(view: View, { index, ranges }: Candidate, most: number): number {
  let count = 0;
  for (const range of ranges) {
    count += view.count(index.id, range, most - count);
    if (count >= most) return count;
  }
  return count;
}

/** Each branch of an `$or` by an index of its own; by ranges of one index in order, when that is possible. */
function unionPlan(view: View, indexes: readonly Index[], input: PlanInput): Plan | undefined {
  const split = splitOr(input.filter);
  if (!split || split.branches.length > maxBranches) return undefined;
  const rest: Filter = { kind: 'and', parts: split.rest };
  let one: { plan: Plan; score: number } | undefined;
  for (const index of indexes) {
    const candidates = split.branches.map((branch) => {
      const predicates = [...predicatesOf(rest), ...predicatesOf(branch)];
      return candidateOf(index, { predicates, sort: input.sort, filters: [rest, branch] });
    });
    if (
      !candidates.every(
        (each) => each !== undefined && (each.equalities > 0 || each.hasRange) && (each.isSorted || input.sort.length === 0),
      )
    )
      continue;
    const all = candidates as Candidate[];
    if (all.some((each) => each.sortStart !== all[0]!.sortStart || each.ranges[0]?.reverse !== all[0]!.ranges[0]?.reverse)) continue;
    const worst = Math.min(...all.map((each) => score(each, input)));
    if (one && one.score >= worst) continue;
    const ranges = all.flatMap((each) => each.ranges);
    one = { plan: { kind: 'index', index, ranges, isSorted: input.sort.length > 0, mayRepeat: true }, score: worst };
  }
  if (one) return one.plan;
  const plans: Plan[] = [];
  for (const branch of split.branches) {
    const best = bestCandidate(view, indexes, [rest, branch], { ...input, sort: [], limit: undefined });
    if (best) plans.push(toPlan(best));
    else {
      const filter = flatten({ kind: 'and', parts: [rest, branch] });
      const inner = unionPlan(view, indexes, { ...input, filter, sort: [], limit: undefined });
      if (!inner) return undefined;
      plans.push(inner);
    }
  }
  return { kind: 'union', plans };
}

/** `and` inside `and` is one `and`, so that an `$or` inside is seen. */
function flatten(filter: Filter): Filter {
  if (filter.kind !== 'and') return filter;
  return { kind: 'and', parts: filter.parts.map(flatten).flatMap((part) => (part.kind === 'and' ? part.parts : [part])) };
}
