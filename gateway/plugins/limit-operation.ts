import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { Budgets } from '../cost/budgets.ts';
import { checkCost } from '../cost/check-cost.ts';
import { checkVariables } from '../execution/check-variables.ts';
import { countLoaded } from '../cost/count-loaded.ts';
import type { Cost } from '../cost/count-objects.ts';
import { toGraphQLError } from '../execution/errors.ts';
import type { GatewayRequest } from '../request.ts';

/**
 * Refuses pages of an impossible size, and operations that could load too much, before anything runs. The objects that
 * an operation could load are charged to its sender's budget, and given back where it loads fewer. The events of a
 * subscription are charged one by one.
 *
 * @param mostObjects - The most objects of one operation.
 */
export function limitOperation(budgets: Budgets, mostObjects: number): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async () => {
      let cost: Cost | null = null;
      return {
        didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
          const { variables = {} } = request;
          // Variables of wrong types cannot be counted with: execution refuses them.
          if (!operation || checkVariables(schema, document, operation, variables).length > 0) return;
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
        willSendResponse: async ({ response: { body }, contextValue }) => {
          if (!cost || body.kind !== 'single') return;
          const loaded = countLoaded(body.singleResult.data, cost, contextValue);
          // An answer is not lost because this fails: what is not given back comes with the next minute.
          await budgets.settleObjects(contextValue, loaded).catch(() => undefined);
        },
      };
    },
  };
}
