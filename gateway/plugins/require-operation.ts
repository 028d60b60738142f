import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GatewayRequest } from '../request.ts';

/** Refuses a document that does not say which of its operations is meant. */
export function requireOperation(): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ operation, request }) => {
        if (operation) return;
        const message = request.operationName
          ? 'There is no operation of that name in the document.'
          : 'operationName must say which operation is meant.';
        throw new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } } });
      },
    }),
  };
}
