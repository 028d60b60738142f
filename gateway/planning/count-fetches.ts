import type { PlanNode, SubscriptionNode } from '@apollo/query-planner';

/** Counts the fetches of a plan, those of every condition included. */
export function countFetches(node: PlanNode | SubscriptionNode | undefined): number {
  switch (node?.kind) {
    case 'Fetch':
      return 1;
    case 'Flatten':
      return countFetches(node.node);
    case 'Condition':
      return countFetches(node.ifClause) + countFetches(node.elseClause);
    case 'Subscription':
      return countFetches(node.primary) + countFetches(node.rest);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.reduce((sum, step) => sum + countFetches(step), 0);
    default:
      return 0;
  }
}
