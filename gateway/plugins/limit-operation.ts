import type { ApolloServerPlugin } from '@apollo/server';
import { checkCost } from '../execution/check-cost.ts';
import { checkVariables } from '../execution/check-variables.ts';
import type { GatewayRequest } from '../request.ts';

/** Refuses pages of an impossible size, and operations that would load too much, before anything runs. */
export function limitOperation(): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request }) => {
        const { variables = {} } = request;
        // Variables that are none of their types cannot be counted with: execution refuses them.
        if (operation && checkVariables(schema, document, operation, variables).length === 0)
          checkCost({ schema, document, operation, variables });
      },
    }),
  };
}
