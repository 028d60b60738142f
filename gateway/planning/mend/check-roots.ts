import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { getOperationAST, Kind, parse, type DirectiveNode, type DocumentNode, type SelectionSetNode } from 'graphql';

/**
 * Refuses a plan that leaves out a root field. Planners do so where no subgraph can answer what is asked for below it:
 * the answer would be null, and nothing would say why.
 *
 * @throws Error that names the field.
 */
export function checkRoots(document: DocumentNode, plan: QueryPlan): void {
  const fetched = new Set<string>();
  collectFetched(plan.node, fetched);
  for (const [name, field] of rootsOf(document)) {
    if (!field.startsWith('__') && !fetched.has(name)) throw new Error(`No subgraph answers what is asked for of ${field}.`);
  }
}

function collectFetched(node: PlanNode | SubscriptionNode | undefined, fetched: Set<string>): void {
  switch (node?.kind) {
    case 'Fetch':
      if (!node.requires) for (const [name] of rootsOf(parse(node.operation, { noLocation: true }))) fetched.add(name);
      return;
    case 'Subscription':
      return collectFetched(node.primary, fetched);
    case 'Sequence':
    case 'Parallel':
      for (const step of node.nodes) collectFetched(step, fetched);
      return;
    case 'Condition':
      collectFetched(node.ifClause, fetched);
      return collectFetched(node.elseClause, fetched);
    default:
  }
}

/** The names under which an operation asks for root fields, with the fields. What no variables bring in, no plan fetches. */
function rootsOf(document: DocumentNode): Map<string, string> {
  const roots = new Map<string, string>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode, outer: Conditions): void => {
    for (const node of selections) {
      const conditions = within(outer, node.directives);
      if (!conditions) continue;
      if (node.kind === Kind.FIELD) roots.set(node.alias?.value ?? node.name.value, node.name.value);
      else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet, conditions);
      else {
        const way = [node.name.value, ...[...conditions].map((one) => one.join('=')).toSorted()].join(' ');
        if (spread.has(way)) continue;
        spread.add(way);
        const fragment = document.definitions.find(
          (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) collect(fragment.selectionSet, conditions);
      }
    }
  };
  const operation = getOperationAST(document);
  if (operation) collect(operation.selectionSet, new Map());
  return roots;
}

/** The variables of `@skip` and `@include` around a place, with what they have to be. */
type Conditions = ReadonlyMap<string, boolean>;

/** The conditions of a place with these directives; null where they cannot all hold. */
function within(outer: Conditions, directives: readonly DirectiveNode[] = []): Conditions | null {
  const conditions = new Map(outer);
  for (const { name, arguments: given = [] } of directives) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const wanted = name.value === 'include';
    const value = given.find((argument) => argument.name.value === 'if')?.value;
    if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return null;
    if (value?.kind !== Kind.VARIABLE) continue;
    const known = conditions.get(value.name.value);
    if (known !== undefined && known !== wanted) return null;
    conditions.set(value.name.value, wanted);
  }
  return conditions;
}
