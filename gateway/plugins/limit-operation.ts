import type { GraphQLRequestContext } from '@apollo/server';
import { OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { Budgets } from '../cost/budgets.ts';
import { checkCost } from '../cost/check-cost.ts';
import { checkVariables } from '../execution/check-variables.ts';
import { countLoaded } from '../cost/count-loaded.ts';
import type { Cost } from '../cost/count-objects.ts';
import { toGraphQLError } from '../execution/errors.ts';
import type { GatewayRequest } from '../request.ts';

type Context = GraphQLRequestContext<GatewayRequest>;

/** The objects of one operation. */
export interface OperationLimit {
  /**
   * Refuses pages of an impossible size, and operations that could load too much, before anything runs. The objects that
   * an operation could load are charged to its sender's budget. The events of a subscription are charged one by one.
   */
  take: (context: Context, operation: OperationDefinitionNode) => Promise<void>;
  /** Gives back what was not loaded. */
  settle: (context: Context) => void;
}

/** @param mostObjects - The most objects of one operation. */
export function limitOperation(budgets: Budgets, mostObjects: number): OperationLimit {
  let cost: Cost | null = null;
  return {
    take: async ({ schema, document, request, contextValue }, operation) => {
      const { variables = {} } = request;
      // Variables of wrong types cannot be counted with: execution refuses them.
      if (!document || checkVariables(schema, document, operation, variables).length > 0) return;
      const checked = checkCost({ schema, document, operation, variables, mostObjects });
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
        contextValue.onEventCost?.(checked);
        return;
      }
      await budgets.takeObjects(contextValue, checked.objects).catch((error: unknown) => {
        throw toGraphQLError(error);
      });
      cost = checked;
    },
    settle: ({ response: { body }, contextValue }) => {
      if (!cost || body?.kind !== 'single') return;
      const loaded = countLoaded(body.singleResult.data, cost, contextValue);
      budgets.settleObjects(contextValue, loaded);
    },
  };
}
