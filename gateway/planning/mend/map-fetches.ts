import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';

/** A plan with each of its fetches replaced. Plans are made without `@defer`. */
export function mapFetches(plan: QueryPlan, change: (fetch: FetchNode) => PlanNode): QueryPlan {
  const map = (node: PlanNode): PlanNode => {
    switch (node.kind) {
      case 'Fetch':
        return change(node);
      case 'Flatten':
        return { ...node, node: map(node.node) };
      case 'Sequence':
      case 'Parallel':
        return { ...node, nodes: node.nodes.map(map) };
      case 'Condition': {
        const { ifClause, elseClause, ...condition } = node;
        return { ...condition, ...(ifClause && { ifClause: map(ifClause) }), ...(elseClause && { elseClause: map(elseClause) }) };
      }
      case 'Defer':
        return node;
    }
  };
  const { node } = plan;
  if (node?.kind !== 'Subscription') return node ? { ...plan, node: map(node) } : plan;
  const primary = change(node.primary);
  if (primary.kind !== 'Fetch') throw new Error('A subscription begins with one fetch.');
  return { ...plan, node: { ...node, primary, ...(node.rest && { rest: map(node.rest) }) } };
}
