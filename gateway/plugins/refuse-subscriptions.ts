import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { GatewayRequest } from '../request.ts';

/** Refuses a subscription that comes by plain HTTP, and says where subscriptions go. */
export function refuseSubscriptions(): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ operation, request }) => {
        if (operation?.operation !== OperationTypeNode.SUBSCRIPTION || !request.http) return;
        throw new GraphQLError(
          'Subscriptions are served at this address over WebSocket (protocol graphql-transport-ws), or where text/event-stream is accepted.',
          {
            extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
          },
        );
      },
    }),
  };
}
