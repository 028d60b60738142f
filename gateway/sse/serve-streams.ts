/** GraphQL over server-sent events at /graphql: the subscriptions of clients without WebSockets, under the same rules. */
import type { RequestHandler, Response } from 'express';
import type { ExecutionArgs, GraphQLError, GraphQLFormattedError } from 'graphql';
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { Viewer } from '#lib/auth/access-token.ts';
import { AppError, type ErrorCode } from '#lib/core/errors.ts';
import { guard } from '#lib/core/guard.ts';
import type { Logger } from '#lib/observe/log.ts';
import type { PaceGuard } from '#lib/sockets/guard-pace.ts';
import { statusOf, toGraphQLError } from '../execution/errors.ts';
import { isForeignPage } from '../http/guards/origins.ts';
import { requestOf, viewerOf } from '../http/request-of.ts';
import type { LiveMetrics } from '../live/live-metrics.ts';
import { createPayload } from '../live/payload.ts';
import type { ClientState } from '../subscriptions/client-state.ts';
import type { ConnectionCounts } from '../subscriptions/count-connections.ts';
import { eventCursor } from '../subscriptions/event-cursor.ts';
import { SubscriptionFailed } from '../subscriptions/open-subscription.ts';
import type { Operations } from '../subscriptions/operations.ts';
import type { SessionWatch } from '../subscriptions/watch-sessions.ts';
import { type EventStream, openEventStream } from './event-stream.ts';
import { readOperation } from './read-operation.ts';
import { watchStreams } from './watch-streams.ts';

/** A stream is opened after so long, also when nothing is known of its subscription yet. */
const openWithinMs = 5_000;
const lookEveryMs = 1_000;
/** The one operation of a stream. */
const only = 'only';

export interface ServeStreamsOptions {
  operations: Operations;
  watch: SessionWatch;
  connections: ConnectionCounts;
  mayCall: (origin: string) => boolean;
  pace: PaceGuard;
  metrics: LiveMetrics;
  log: Logger;
}

export interface EventStreams extends Disposable {
  handler: RequestHandler;
  /** Bytes that wait for all clients. */
  waitingBytes: () => number;
  count: () => number;
}

/** Serves event streams; disposing of it ends them, and their clients come back. */
export function serveStreams({ operations, watch, connections, mayCall, pace, metrics, log }: ServeStreamsOptions): EventStreams {
  const open = watchStreams();
  let isClosing = false;
  const looking = setInterval(
    guard({ log, what: 'open streams' }, () => open.look(performance.now())),
    lookEveryMs,
  );
  looking.unref();

  const follow = async (args: ExecutionArgs, stream: EventStream, response: Response, viewer: Viewer | null): Promise<void> => {
    const results = operations.subscribe(args);
    let isSessionOver = false;
    const unwatch = viewer
      ? watch.watch(viewer.sessionId, () => {
          isSessionOver = true;
          void results.return();
        })
      : () => undefined;
    const late = setTimeout(stream.open, openWithinMs);
    response.once('close', () => void results.return());
    const unlist = open.add(stream, performance.now());
    try {
      for await (const result of results) {
        const cursor = (result as { [eventCursor]?: string | null })[eventCursor] ?? null;
        stream.send(createPayload(result, cursor).streamed());
        await stream.drained();
      }
      if (isSessionOver) throw new AppError('UNAUTHENTICATED', 'The session has ended.');
      if (!isClosing) stream.complete();
    } catch (error) {
      const failures = error instanceof SubscriptionFailed ? error.errors : [withRequest(toGraphQLError(error), response)];
      fail(response, stream, operations.tell(failures));
    } finally {
      clearTimeout(late);
      unwatch();
      unlist();
      metrics.closed('stream');
    }
  };

  const handler: RequestHandler = async (request, response, next) => {
    const payload = readOperation(request);
    if (!payload) return next();
    if (isForeignPage(request, mayCall)) throw new AppError('FORBIDDEN', 'Pages of this origin may not call.');
    const begun = requestOf(response);
    const viewer = viewerOf(response);
    const stream = openEventStream(response);
    const state: ClientState = {
      origin: { clientIp: begun.clientIp, userAgent: begun.userAgent },
      viewer,
      sendEvent: (_id, { streamed }) => stream.send(streamed()),
      begun: stream.open,
      waitingBytes: stream.waitingBytes,
      dropSlow: stream.drop,
    };
    // EventSource sends the id of the last event when it comes back.
    const after = request.get('last-event-id') || null;
    const checked = await operations.check(state, begun, { id: only, payload, after });
    if (isRefusal(checked)) return fail(response, stream, operations.tell(checked));
    const { document, operationName } = checked;
    if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION) {
      const result = await operations.execute(checked);
      if (result.data === undefined && result.errors) return fail(response, stream, result.errors as unknown as GraphQLFormattedError[]);
      stream.send(createPayload(result).streamed());
      return stream.complete();
    }
    if (isClosing || connections.isFull(begun.clientIp))
      throw new AppError('RATE_LIMITED', 'Too many streams are open from this address.', { retryAfter: 1 });
    connections.count(begun.clientIp, response);
    // It lasts: it counts among the sockets instead of the requests, and its reader is watched here.
    pace.letGo(request);
    request.resume();
    await follow(checked, stream, response, viewer);
  };

  return {
    handler,
    waitingBytes: open.waitingBytes,
    count: open.count,
    [Symbol.dispose]: () => {
      isClosing = true;
      clearInterval(looking);
      open.cut();
    },
  };
}

function isRefusal(checked: ExecutionArgs | readonly GraphQLError[]): checked is readonly GraphQLError[] {
  return Array.isArray(checked);
}

/** Before the stream is open its client gets errors as over HTTP, and later as its last event. */
function fail(response: Response, stream: EventStream, errors: readonly GraphQLFormattedError[]): void {
  if (response.destroyed) return;
  if (stream.isOpen()) {
    stream.send(createPayload({ errors }).streamed());
    return stream.complete();
  }
  const { code, retryAfter } = (errors[0]?.extensions ?? {}) as { code?: ErrorCode; retryAfter?: number };
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  response.status(statusOf(code ?? 'INTERNAL_SERVER_ERROR')).json({ errors });
}

function withRequest(error: GraphQLError, response: Response): GraphQLError {
  error.extensions['requestId'] ??= requestOf(response).requestId;
  return error;
}
