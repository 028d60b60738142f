import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { nameLiterals } from '../planning/name-literals.ts';
import type { GatewayRequest } from '../request.ts';

/** Reports wrong values in a document like wrong variables: BAD_USER_INPUT with the argument's path. */
export function nameLiteral(): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async () => ({
      validationDidStart: async ({ document }) => {
        return async (errors) => {
          nameLiterals(errors?.filter((error) => error instanceof GraphQLError) ?? [], document);
        };
      },
    }),
  };
}
