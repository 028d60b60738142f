/** The operations of sockets and event streams: checked as over HTTP, then executed or followed as a subscription. */
import type { ApolloServer } from '@apollo/server';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { LRUCache } from 'lru-cache';
import type { Ask } from '#lib/graphql/ask.ts';
import type { Logger } from '#lib/observe/log.ts';
import type { AppError } from '#lib/core/errors.ts';
import type { Authenticator } from '../authenticate.ts';
import { senderOf, type Budgets } from '../cost/budgets.ts';
import { countLoaded } from '../cost/count-loaded.ts';
import type { Cost } from '../cost/count-objects.ts';
import { shapeError, toGraphQLError } from '../execution/errors.ts';
import type { Operation } from '../execution/execute.ts';
import type { SupergraphLoader } from '../execution/load-supergraph.ts';
import { maxTokens } from '../limits.ts';
import { newRequest, clientLeft, requestScope, type GatewayRequest } from '../request.ts';
import type { LiveSubscriptions } from '../live/live-subscriptions.ts';
import { generatorOf } from './generator-of.ts';
import { eventCursor } from './event-cursor.ts';
import { openShared, type Results } from './open-shared.ts';
import { openSubscription, SubscriptionFailed, type LiveEvent } from './open-subscription.ts';
import type { ClientState } from './client-state.ts';
import type { Upstream } from './upstream.ts';

export interface OperationsOptions {
  loader: SupergraphLoader;
  apollo: ApolloServer<GatewayRequest>;
  authenticator: Authenticator;
  budgets: Budgets;
  ask: Ask;
  secret: string;
  clock: () => Date;
  log: Logger;
  isProduction: boolean;
  upstream: (subgraph: string) => Upstream;
  live: LiveSubscriptions;
}

/** The state that `prepare` passes to `execute` and `subscribe`. */
interface Prepared {
  state: ClientState;
  id: string;
  request: GatewayRequest;
  payload: SubscribePayload;
  after: string | null;
  /** The most that each event of a subscription can cost; null of other operations. */
  eventCost: Cost | null;
}

/** Of the texts of subscriptions that are kept read. */
const maxKeptTexts = 2_000_000;
/** Bytes that wait for a client that is then too slow, whatever comes. */
const maxUnreadBytes = 8_000_000;

export interface Asked {
  /** Ours, of the operation. */
  id: string;
  payload: SubscribePayload;
  /** A cursor that the client gave beside the operation, which goes before the operation's own. */
  after?: string | null;
}

export interface AskedOverSocket extends Asked {
  /** Aborts when the client completes the operation or leaves. */
  signal: AbortSignal;
}

type Checked = ExecutionArgs | readonly GraphQLError[];

export interface Operations {
  /**
   * Takes an operation from its sender's budget, and checks it.
   *
   * @returns The arguments for graphql-ws, errors that refuse the operation, or that its session has ended.
   */
  prepare: (state: ClientState, asked: AskedOverSocket) => Promise<Checked | 'session ended'>;
  /** Checks an operation that has been admitted. */
  check: (state: ClientState, request: GatewayRequest, asked: Asked) => Promise<Checked>;
  execute: (args: ExecutionArgs) => Promise<ExecutionResult>;
  subscribe: (args: ExecutionArgs) => Results;
  /** Shapes the errors that end an operation for its client. */
  tell: (errors: readonly (GraphQLError | GraphQLFormattedError)[]) => GraphQLFormattedError[];
}

export function createOperations(options: OperationsOptions): Operations {
  const { loader, apollo, authenticator, budgets, log, isProduction, live } = options;
  const documents = new LRUCache<string, DocumentNode>({ maxSize: maxKeptTexts, sizeCalculation: (_, text) => text.length + 1 });

  /** Has Apollo Server check and answer an operation. Of a subscription the answer says only whether anything is wrong. */
  const answer = async (request: GatewayRequest, { query, variables, operationName }: SubscribePayload): Promise<ExecutionResult> => {
    try {
      const { body } = await requestScope.run(request, () =>
        apollo.executeOperation(
          { query, ...(variables && { variables }), ...(operationName != null && { operationName }) },
          { contextValue: request },
        ),
      );
      if (body.kind !== 'single') throw new Error('An operation over a socket has one result.');
      return body.singleResult as ExecutionResult;
    } catch (error) {
      const shaped = shapeError(toGraphQLError(error), { requestId: request.requestId, log, isProduction });
      return { errors: [shaped as unknown as GraphQLError] };
    }
  };

  const refuse = (errors: readonly GraphQLError[], request: GatewayRequest): GraphQLError[] =>
    errors.map((error) => withRequest(error, request));

  const check: Operations['check'] = async (state, request, { id, payload, after = null }) => {
    // The client has completed this id, so graphql-ws drops the error.
    const left = [toGraphQLError(clientLeft())];
    if (request.signal.aborted) return left;
    let document: DocumentNode;
    try {
      document = documents.get(payload.query) ?? parse(payload.query, { maxTokens });
    } catch (error) {
      return refuse([coded(toGraphQLError(error), 'GRAPHQL_PARSE_FAILED')], request);
    }
    const operationName = payload.operationName || undefined;
    const definition = getOperationAST(document, operationName);
    if (!definition) return refuse([coded(new GraphQLError('Which operation is meant?'), 'GRAPHQL_VALIDATION_FAILED')], request);
    const variables = payload.variables ?? {};
    const asked = { ...payload, operationName };
    let eventCost: Cost | null = null;
    if (definition.operation === OperationTypeNode.SUBSCRIPTION) {
      const onEventCost = (cost: Cost): void => void (eventCost = cost);
      const { errors } = await answer({ ...request, onEventCost }, asked);
      if (errors) return errors.map((error) => new ShapedError(error as GraphQLFormattedError));
      documents.set(payload.query, document);
    }
    if (definition.operation === OperationTypeNode.MUTATION) {
      try {
        await budgets.takeMutation(request);
      } catch (error) {
        return refuse([toGraphQLError(error)], request);
      }
    }
    if (request.signal.aborted) return left;
    const contextValue: Prepared = { state, id, request, payload: asked, after, eventCost };
    return {
      schema: loader.current().schema,
      document,
      variableValues: variables,
      operationName: operationName ?? null,
      contextValue,
    };
  };

  return {
    check,
    prepare: async (state, { signal, ...asked }) => {
      const request = newRequest({ ...state.origin, signal });
      try {
        await budgets.takeOperation(request, state.viewer?.viewerId ?? null);
      } catch (error) {
        return refuse([toGraphQLError(error)], request);
      }
      try {
        await authenticator.signIn(request, state.viewer);
      } catch {
        return 'session ended';
      }
      return await check(state, request, asked);
    },

    execute: async ({ contextValue }) => {
      const { request, payload } = contextValue as Prepared;
      return await answer(request, payload);
    },

    subscribe: ({ document, contextValue, variableValues }) => {
      const { state, id, request, payload, after, eventCost } = contextValue as Prepared;
      const { operationName } = payload;
      const operation: Operation = {
        supergraph: loader.current(),
        document,
        operationName: operationName ?? undefined,
        variables: variableValues ?? {},
      };
      const renew = async (signal?: AbortSignal): Promise<GatewayRequest> =>
        await authenticator.renew(newRequest({ ...state.origin, ...(signal && { signal }) }), state.viewer);
      const plain = (): Results => {
        // A subgraph that speaks graphql-ws does not say that a subscription has begun.
        state.begun(id);
        const events = openSubscription({ ...options, operation, after, newRequest: renew, onTooSlow: state.dropSlow });
        const charge = async ({ request: at, result }: LiveEvent): Promise<void> => {
          if (eventCost) await budgets.takeEvent(senderOf(at), countLoaded(result.data, eventCost, at));
        };
        const shape: Shape = (error, at) => shapeError(error, { requestId: at.requestId, log, isProduction });
        return shapeEvents(events, request, { charge, shape });
      };
      if (!eventCost) return plain();
      const sender = senderOf(request);
      return openShared({
        begin: async (end) =>
          await live.begin({
            operation,
            after,
            cost: eventCost,
            request,
            identity: async () => (await renew()).identity,
            charge: (objects) => void budgets.takeEvent(sender, objects)?.catch(end),
            begun: () => state.begun(id),
            send: (event) => {
              state.sendEvent(id, event);
              if (state.waitingBytes() > maxUnreadBytes) state.dropSlow();
            },
            end,
          }),
        plain,
        failed: (errors) => new SubscriptionFailed(errors.map((one) => withRequest(one, request))),
      });
    },

    tell: (errors) =>
      errors.flatMap((error) => {
        if (error instanceof ShapedError) return [error.shaped];
        if (!(error instanceof GraphQLError)) return [error];
        const { originalError } = error;
        const told = originalError instanceof SubscriptionFailed ? originalError.errors : [error];
        return told.map((one) => {
          const requestId = one.extensions['requestId'];
          return shapeError(one, { requestId: typeof requestId === 'string' ? requestId : '', log, isProduction });
        });
      }),
  };
}

/** An error that has its client's form already, in the class that graphql-ws takes for a refusal. */
class ShapedError extends GraphQLError {
  readonly shaped: GraphQLFormattedError;

  constructor(shaped: GraphQLFormattedError) {
    super(shaped.message);
    this.shaped = shaped;
  }
}

type Shape = (error: GraphQLError, request: GatewayRequest) => GraphQLFormattedError;

interface ShapeEventsOptions {
  /** Takes an event from its listener's budget; one that is over it ends the subscription, which resumes after the last that came. */
  charge: (event: LiveEvent) => Promise<void>;
  shape: Shape;
}

function shapeEvents(
  events: AsyncGenerator<LiveEvent, void, undefined>,
  request: GatewayRequest,
  { charge, shape }: ShapeEventsOptions,
): Results {
  return generatorOf<ExecutionResult>({
    next: async () => {
      try {
        const { value } = await events.next();
        if (!value) return null;
        await charge(value);
        const { errors, ...rest } = value.result;
        const shaped = errors && { errors: errors.map((error) => shape(error, value.request)) as unknown as GraphQLError[] };
        return { item: { ...rest, ...shaped, [eventCursor]: value.cursor } as ExecutionResult };
      } catch (error) {
        await events.return();
        const failed = error instanceof SubscriptionFailed ? error : new SubscriptionFailed([toGraphQLError(error)]);
        throw new SubscriptionFailed(failed.errors.map((one) => withRequest(one, request)));
      }
    },
    stop: () => void events.return(),
  });
}

function coded(error: GraphQLError, code: AppError['code']): GraphQLError {
  error.extensions['code'] ??= code;
  return error;
}

function withRequest(error: GraphQLError, { requestId }: GatewayRequest): GraphQLError {
  error.extensions['requestId'] = requestId;
  return error;
}
