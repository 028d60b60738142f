// The conditions of a filter on single fields, in a form that index bounds can be made from.
import type { Filter, Test } from '../query/filter.ts';

export interface Predicate {
  name: string;
  test: Test;
}

/** The tests every match passes: those joined by "and", at the top or inside `$elemMatch`. */
export function predicatesOf(filter: Filter, prefix = ''): Predicate[] {
  if (filter.kind === 'and') return filter.parts.flatMap((part) => predicatesOf(part, prefix));
  if (filter.kind !== 'field') return [];
  const name = prefix + filter.name;
  if (filter.test.op === '$elemMatchObject') return predicatesOf(filter.test.filter, `${name}.`);
  if (filter.test.op === '$all')
    return filter.test.each.flatMap((test) => predicatesOf({ kind: 'field', name: filter.name, path: filter.path, test }, prefix));
  return [{ name, test: filter.test }];
}

/** The first `$or` that every match has to pass, and the rest of the filter. */
export function splitOr(filter: Filter): { branches: Filter[]; rest: Filter[] } | undefined {
  if (filter.kind === 'or') return { branches: filter.parts, rest: [] };
  if (filter.kind !== 'and') return undefined;
  const position = filter.parts.findIndex((part) => part.kind === 'or');
  const or = filter.parts[position];
  if (or?.kind !== 'or') return undefined;
  return { branches: or.parts, rest: filter.parts.filter((_, i) => i !== position) };
}
