// A query without its values: queries that differ in values only are of one shape.
import type { Filter, Test } from '../query/filter.ts';
import type { Plan, SortField } from '../plan/plan.ts';

export function filterShape(filter: Filter): string {
  if (filter.kind === 'expression') return '$expr';
  if (filter.kind === 'field') return `${filter.name} ${testShape(filter.test)}`;
  const parts = [...new Set(flat(filter).map(filterShape))];
  if (filter.kind === 'and') return parts.join(', ');
  return `${filter.kind}(${parts.join(' | ')})`;
}

function flat(filter: Filter & { parts: Filter[] }): Filter[] {
  return filter.parts.flatMap((part) => (part.kind === 'and' && filter.kind === 'and' ? flat(part) : [part]));
}

function testShape(test: Test): string {
  switch (test.op) {
    case '$eq':
      return test.value === null ? '= null' : '=';
    case '$gt':
      return '>';
    case '$gte':
      return '>=';
    case '$lt':
      return '<';
    case '$lte':
      return '<=';
    case '$exists':
      return test.exists ? 'exists' : 'is missing';
    case '$not':
      return `not ${test.tests.map(testShape).join(' and ')}`;
    case '$all':
      return `all ${[...new Set(test.each.map(testShape))].join(' and ')}`;
    case '$elemMatch':
      return `some ${test.tests.map(testShape).join(' and ')}`;
    case '$elemMatchObject':
      return `some (${filterShape(test.filter)})`;
    default:
      return test.op.slice(1);
  }
}

export function sortShape(sort: readonly SortField[]): string {
  return sort.map(({ name, descending }) => (descending ? `-${name}` : name)).join(', ');
}

/** Which indexes it reads. */
export function planShape(plan: Plan): string {
  if (plan.kind === 'collection') return 'the whole collection';
  if (plan.kind === 'index') return plan.index.name;
  return [...new Set(plan.plans.map(planShape))].join(' + ');
}
