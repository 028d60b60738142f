import type { ApolloServerPlugin } from '@apollo/server';
import { checkCost } from '../execution/check-cost.ts';
import type { GatewayRequest } from '../request.ts';

/** Refuses pages of an impossible size, and operations that would load too much, before anything runs. */
export function limitOperation(): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request }) => {
        if (operation) checkCost({ schema, document, operation, variables: request.variables ?? {} });
      },
    }),
  };
}
