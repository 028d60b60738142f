import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { getOperationAST, Kind, parse, type DocumentNode, type SelectionSetNode } from 'graphql';

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

/** The names under which an operation asks for root fields, with the fields. */
function rootsOf(document: DocumentNode): Map<string, string> {
  const roots = new Map<string, string>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) roots.set(node.alias?.value ?? node.name.value, node.name.value);
      else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet);
      else if (!spread.has(node.name.value)) {
        spread.add(node.name.value);
        const fragment = document.definitions.find(
          (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) collect(fragment.selectionSet);
      }
    }
  };
  const operation = getOperationAST(document);
  if (operation) collect(operation.selectionSet);
  return roots;
}
