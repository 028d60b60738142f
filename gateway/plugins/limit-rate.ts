import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { Budgets } from '../execution/budgets.ts';
import type { GatewayRequest } from '../request.ts';

/** Takes each operation from its sender's budget: every one before it is parsed, mutations from their own besides. */
export function limitRate(budgets: Budgets): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async () => ({
      didResolveSource: async ({ contextValue }) => {
        await budgets.takeOperation(contextValue);
      },
      didResolveOperation: async ({ contextValue, operation }) => {
        if (operation?.operation === OperationTypeNode.MUTATION) await budgets.takeMutation(contextValue);
      },
    }),
  };
}
