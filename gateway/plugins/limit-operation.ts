import type { ApolloServerPlugin } from '@apollo/server';
import { checkPages } from '../execution/check-pages.ts';
import type { GatewayRequest } from '../request.ts';

/** Refuses pages of an impossible size, and operations that would load too much, before anything runs. */
export function limitOperation(): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request }) => {
        if (operation) checkPages({ schema, document, operation, variables: request.variables ?? {} });
      },
    }),
  };
}
