/** One subscription of a client: its owner's events, completed by the other subgraphs, without gap or repeat. */
import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import type { SubscribePayload } from 'graphql-ws';
import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { hashOperation, signIdentity } from '#lib/auth/identity.ts';
import { AskFailure, type Ask } from '#lib/graphql/ask.ts';
import { AppError } from '#lib/core/errors.ts';
import { toGraphQLError } from '../execution/errors.ts';
import { execute, type Operation } from '../execution/execute.ts';
import type { GatewayRequest } from '../request.ts';
import { createEventQueue } from './event-queue.ts';
import { generatorOf } from './generator-of.ts';
import { makeResumable } from './resumable.ts';
import { givenUpAfterMs, type Upstream } from './upstream.ts';

/** Events that may wait for a client before it is cut off. */
const maxWaiting = 1_000;
const resubscribeMs = 250;
const findCursorWithinMs = 5_000;
/** Failures further apart than this belong to different outages. */
const outageGapMs = 15_000;

export interface OpenSubscriptionOptions {
  operation: Operation;
  /** A cursor that goes before the operation's own. */
  after: string | null;
  upstream: (subgraph: string) => Upstream;
  /** Begins a request for one event or one try to subscribe; it ends with the subscription. */
  newRequest: (signal: AbortSignal) => Promise<GatewayRequest>;
  ask: Ask;
  secret: string;
  clock: () => Date;
  /** Called when the client does not read its events. */
  onTooSlow: () => void;
}

/** Ends a subscription with errors for its client. */
export class SubscriptionFailed extends Error {
  override readonly name = 'SubscriptionFailed';
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors[0]?.message);
    this.errors = errors;
  }
}

export interface LiveEvent {
  result: ExecutionResult<Record<string, unknown>>;
  request: GatewayRequest;
  cursor: string | null;
}

/**
 * Begins a subscription.
 *
 * @returns Its events, each completed when it is read; throws `SubscriptionFailed` where it cannot go on.
 */
export function openSubscription(options: OpenSubscriptionOptions): AsyncGenerator<LiveEvent, void, undefined> {
  const { operation, after, upstream: upstreamOf, newRequest, ask, secret, clock, onTooSlow } = options;
  const { supergraph } = operation;
  const prepared = supergraph.executor.prepare(operation);
  const variables = prepared.rename(operation.variables);
  const resumable = makeResumable(supergraph.schema, prepared.document);
  // Known once it is planned.
  let primary: FetchNode;
  let rest: PlanNode | undefined;
  let upstream: Upstream;
  const closing = new AbortController();
  let cursor = resumable ? (after ?? resumable.after(variables)) : null;
  let unsubscribe = (): void => undefined;
  let outage = { sinceMs: -Infinity, lastMs: -Infinity };

  const queue = createEventQueue<Received>({
    maxLength: maxWaiting,
    onOverflow: onTooSlow,
    onReturn: () => {
      closing.abort();
      unsubscribe();
    },
  });

  const payloadOf = (request: GatewayRequest): SubscribePayload => {
    const current = (): Record<string, unknown> =>
      pick(resumable ? resumable.variablesAfter(variables, cursor) : variables, primary.variableUsages);
    // Read again at every reconnection: the cursor has moved on by then, and a signature is good for 30 s.
    return {
      query: primary.operation,
      get variables() {
        return current();
      },
      get extensions() {
        const bodyHash = hashOperation({ query: primary.operation, variables: current() });
        return { identity: signIdentity(request.identity, { secret, audience: primary.serviceName, bodyHash, now: clock() }) };
      },
    };
  };

  /** Whether the subgraph's store is away, for a time so short that the client need not know. */
  const isOutage = (errors: readonly GraphQLFormattedError[]): boolean => {
    if (!errors.some(({ extensions }) => extensions?.['code'] === 'SUBGRAPH_UNAVAILABLE')) return false;
    const nowMs = performance.now();
    outage = { sinceMs: nowMs - outage.lastMs > outageGapMs ? nowMs : outage.sinceMs, lastMs: nowMs };
    return nowMs - outage.sinceMs < givenUpAfterMs;
  };

  const subscribe = async (): Promise<void> => {
    if (closing.signal.aborted) return;
    const request = await newRequest(closing.signal);
    if (closing.signal.aborted) return;
    const again = (): void => void delay(resubscribeMs, undefined, { signal: closing.signal }).then(subscribe).catch(ignoreAbort);
    const refused = (errors: readonly GraphQLFormattedError[]): void => {
      const isOverrun = errors.every(({ extensions }) => extensions?.['code'] === 'RATE_LIMITED');
      if ((isOverrun || isOutage(errors)) && resumable && cursor !== null) again();
      else queue.end(new SubscriptionFailed(errors.map((one) => fromSubgraph(one, primary.serviceName))));
    };
    unsubscribe = upstream.subscribe(payloadOf(request), {
      next: ({ data, errors = [] }) => {
        // Without data it is no event, but a refusal of the subscription.
        if (data === undefined) return refused(errors);
        // The store is away. After `complete` the event comes again, whole, from the last cursor.
        if (resumable && cursor !== null && isOutage(errors)) return unsubscribe();
        const own = resumable?.cursorOf(data) ?? null;
        cursor = own ?? cursor;
        queue.push({ data, errors, cursor: own });
      },
      error: (error) => {
        if (isErrorList(error)) refused(error);
        else if (upstream.awayMs() < givenUpAfterMs) again();
        else
          queue.end(
            failure(
              new AppError('SUBGRAPH_UNAVAILABLE', 'What happens cannot be followed just now: subscribe again after the last cursor.'),
            ),
          );
      },
      // A stream with cursors has no last event: a subgraph that shuts down completes it, and takes it up again later.
      complete: () => (closing.signal.aborted || queue.isEnded() || !resumable ? queue.end() : again()),
    });
  };

  const start = async (): Promise<void> => {
    const { document } = resumable ?? prepared;
    const { signal } = closing;
    ({ primary, rest } = subscriptionNode(await supergraph.plan(document, { request: await newRequest(signal), signal })));
    upstream = upstreamOf(primary.serviceName);
    if (resumable && cursor === null) cursor = await findCursor(ask, primary.serviceName, closing.signal);
    await subscribe();
  };
  start().catch((error: unknown) => queue.end(failure(error)));

  return generatorOf<LiveEvent>({
    next: async () => {
      const { value: answer } = await queue.items.next();
      if (!answer) return null;
      const request = await newRequest(closing.signal);
      const result = await execute(operation, { request, event: { primary, rest, answer } });
      return { item: { request, result, cursor: answer.cursor } };
    },
    stop: () => void queue.items.return(),
  });
}

interface Received {
  data: Record<string, unknown> | null;
  errors: readonly GraphQLFormattedError[];
  cursor: string | null;
}

function subscriptionNode({ node }: QueryPlan): SubscriptionNode {
  if (node?.kind !== 'Subscription') throw new Error('The plan is not one of a subscription.');
  return node;
}

const liveCursorSchema = z.object({ _liveCursor: z.string() });

/**
 * The cursor of now, so that events before the first one received are replayed too; null where the subgraph gives none.
 *
 * @throws AppError `SUBGRAPH_UNAVAILABLE` when the subgraph does not answer for five seconds.
 */
async function findCursor(ask: Ask, subgraph: string, signal: AbortSignal): Promise<string | null> {
  const untilMs = performance.now() + findCursorWithinMs;
  for (;;) {
    try {
      return (await ask(subgraph, { query: '{ _liveCursor }' }, liveCursorSchema))._liveCursor;
    } catch (error) {
      if (error instanceof AskFailure && error.kind === 'refused') return null;
      if (performance.now() > untilMs) throw new AppError('SUBGRAPH_UNAVAILABLE', 'What happens cannot be followed just now.');
      await delay(resubscribeMs, undefined, { signal }).catch(ignoreAbort);
      if (signal.aborted) return null;
    }
  }
}

function failure(error: unknown): SubscriptionFailed {
  return error instanceof SubscriptionFailed ? error : new SubscriptionFailed([toGraphQLError(error)]);
}

function fromSubgraph({ message, extensions }: GraphQLFormattedError, serviceName: string): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, serviceName } });
}

function isErrorList(error: unknown): error is readonly GraphQLFormattedError[] {
  return Array.isArray(error) && error.length > 0;
}

function ignoreAbort(): void {
  // The subscription has ended in the meantime.
}

function pick(values: Record<string, unknown>, names: readonly string[] = []): Record<string, unknown> {
  return Object.fromEntries(names.filter((key) => values[key] !== undefined).map((key) => [key, values[key]]));
}
