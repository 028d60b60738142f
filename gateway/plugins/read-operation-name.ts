import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayRequest } from '../request.ts';

/** Ignores an empty `operationName`, which some clients send. */
export function readOperationName(): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async ({ request }) => {
      if (request.operationName === '') delete request.operationName;
    },
  };
}
