import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { Budgets } from '../cost/budgets.ts';
import { toGraphQLError } from '../execution/errors.ts';
import type { GatewayRequest } from '../request.ts';

/** Charges mutations to their sender's budget. Operations are charged before a body is read (`admit.ts`). */
export function limitRate(budgets: Budgets): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ contextValue, operation }) => {
        if (operation?.operation !== OperationTypeNode.MUTATION) return;
        await budgets.takeMutation(contextValue).catch((error: unknown) => {
          throw toGraphQLError(error);
        });
      },
    }),
  };
}
