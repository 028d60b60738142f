import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayRequest } from '../request.ts';

/** An empty `operationName`, which some clients send, is none. */
export function readOperationName(): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async ({ request }) => {
      if (request.operationName === '') delete request.operationName;
    },
  };
}
