/** What every operation passes on its way through Apollo Server, in this order. It is one plugin, because each costs time with every request. */
import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { GraphQLError, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { Budgets } from '../cost/budgets.ts';
import { toGraphQLError } from '../execution/errors.ts';
import type { CheckedText } from '../http/operations/known-operations.ts';
import { nameLiterals } from '../planning/name-literals.ts';
import type { GatewayRequest } from '../request.ts';
import { limitOperation } from './limit-operation.ts';

type Context = GraphQLRequestContext<GatewayRequest>;

export interface GuardOperationOptions {
  budgets: Budgets;
  /** The most objects of one operation. */
  mostObjects: number;
  /** Called with each text of an operation over HTTP that was found valid. */
  onChecked: (checked: CheckedText) => void;
}

/** Names what is wrong with an operation, refuses it where its sender's budgets are used up, and charges it to them. */
export function guardOperation({ budgets, mostObjects, onChecked }: GuardOperationOptions): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async ({ request }) => {
      // Some clients send an empty one.
      if (request.operationName === '') delete request.operationName;
      const objects = limitOperation(budgets, mostObjects);
      return {
        validationDidStart: async ({ document }) => {
          return async (errors) => nameLiterals(errors?.filter((error) => error instanceof GraphQLError) ?? [], document);
        },
        didResolveOperation: async (context) => {
          const operation = requireOperation(context);
          const { request: asked, source, document, schema } = context;
          if (asked.http && source !== undefined && document) onChecked({ text: source, document, schema });
          if (operation.operation === OperationTypeNode.SUBSCRIPTION) refuseByHttp(context);
          if (operation.operation === OperationTypeNode.MUTATION) await chargeMutation(budgets, context);
          await objects.take(context, operation);
        },
        willSendResponse: async (context) => objects.settle(context),
      };
    },
  };
}

/** Refuses a document that does not say which of its operations is meant. */
function requireOperation({ operation, request }: Context): OperationDefinitionNode {
  if (operation) return operation;
  const message = request.operationName
    ? 'There is no operation of that name in the document.'
    : 'operationName must say which operation is meant.';
  throw new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } } });
}

/** Refuses a subscription that comes by plain HTTP, and says where subscriptions go. */
function refuseByHttp({ request }: Context): void {
  if (!request.http) return;
  throw new GraphQLError(
    'Subscriptions are served at this address over WebSocket (protocol graphql-transport-ws), or where text/event-stream is accepted.',
    { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
  );
}

/** Charges a mutation to its sender's budget. Operations are charged before a body is read (`admit.ts`). */
async function chargeMutation(budgets: Budgets, { contextValue }: Context): Promise<void> {
  await budgets.takeMutation(contextValue).catch((error: unknown) => {
    throw toGraphQLError(error);
  });
}
