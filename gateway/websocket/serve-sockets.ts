/** graphql-transport-ws at /graphql: queries, mutations and subscriptions, under the same rules as over HTTP. */
import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { attachSocket } from '#lib/sockets/attach-socket.ts';
import { guard } from '#lib/core/guard.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Logger } from '#lib/observe/log.ts';
import { admit } from '../admit.ts';
import type { Authenticator } from '../authenticate.ts';
import type { Budgets } from '../cost/budgets.ts';
import { toGraphQLError } from '../execution/errors.ts';
import type { ClientAddresses } from '../http/client-address.ts';
import type { LiveMetrics } from '../live/live-metrics.ts';
import { newRequest, type Origin } from '../request.ts';
import { generatorOf } from '../subscriptions/generator-of.ts';
import type { Operations } from '../subscriptions/operations.ts';
import type { SessionWatch } from '../subscriptions/watch-sessions.ts';
import { guardReaders } from './guard-readers.ts';
import { guardUpgrades, type GuardUpgradesOptions } from './guard-upgrades.ts';
import type { SocketState } from './socket-state.ts';

const maxMessageBytes = 256_000;
const maxOperationsPerSocket = 100;
const initTimeoutMs = 3_000;
const closeDeadlineMs = 2_000;
const messagesTakenAtOnce = 100;
/** Bytes of a message above which it counts as several. */
const bytesPerMessage = 10_000;
const tooManyCode = 4429;
/** Forbidden, in the words of graphql-transport-ws: the session has ended. */
const sessionEndedCode = 4403;
const goingAwayCode = 1001;
/** Clients of graphql-transport-ws connect again after it. */
const tryAgainLaterCode = 1013;

export interface ServeSocketsOptions extends GuardUpgradesOptions {
  operations: Operations;
  watch: SessionWatch;
  authenticator: Authenticator;
  budgets: Budgets;
  clients: ClientAddresses;
  metrics: LiveMetrics;
  log: Logger;
}

export interface Sockets extends AsyncDisposable {
  count: () => number;
  /** Bytes that wait for all clients. */
  waitingBytes: () => number;
}

/** Serves sockets on a server; disposing of it closes them with 1001. */
export function serveSockets(server: Server, options: ServeSocketsOptions): Sockets {
  const { operations, watch, clients, metrics, log } = options;
  const upgrades = guardUpgrades(options);
  const readers = guardReaders(options);

  const protocol = makeServer<Record<string, unknown>, SocketState>({
    connectionInitWaitTimeout: initTimeoutMs,
    onConnect: async ({ connectionParams, extra }) => {
      const request = newRequest(extra.origin);
      try {
        extra.viewer = await admit(options, { request, authorization: authorizationOf(connectionParams) });
      } catch (error) {
        log.debug({ err: error }, 'socket refused');
        // Clients sign out after Forbidden, so it is sent only for a bad token, never for a passing failure.
        if (error instanceof AppError && error.code === 'UNAUTHENTICATED') return false;
        extra.socket.close(tryAgainLaterCode, error instanceof AppError ? error.message : 'Try again later');
        return true;
      }
      if (extra.viewer) {
        const end = (): void => extra.socket.close(sessionEndedCode, 'The session has ended');
        extra.socket.once('close', watch.watch(extra.viewer.sessionId, end));
      }
      return true;
    },
    onSubscribe: async ({ extra, subscriptions }, id, payload) => {
      const leaving = new AbortController();
      // graphql-ws stops the generator under an id when the client completes it or leaves; this one is never read. A
      // subscription replaces it.
      subscriptions[id] = generatorOf<never>({ next: async () => null, stop: () => leaving.abort() });
      if (Object.keys(subscriptions).length > maxOperationsPerSocket) {
        extra.socket.close(tooManyCode, 'Too many operations at once');
        return [toGraphQLError(new AppError('RATE_LIMITED', 'Too many operations at once: the socket is closed.'))];
      }
      const prepared = await operations.prepare(extra, { id, payload, signal: leaving.signal });
      if (prepared === 'session ended') {
        extra.socket.close(sessionEndedCode, 'The session has ended');
        return [toGraphQLError(new AppError('UNAUTHENTICATED', 'The session has ended.'))];
      }
      return prepared;
    },
    execute: operations.execute,
    subscribe: operations.subscribe,
    // Errors are shaped already.
    onNext: (_context, _id, _payload, _args, result) => result as never,
    onError: (_context, _id, _payload, errors) => operations.tell(errors),
  });

  /** Takes messages from the address' budget, many at once; a large one counts as several. */
  const limitMessages = (socket: WebSocket, origin: Origin): ((data: RawData) => Promise<void>) => {
    let untaken = 0;
    return async (data) => {
      const size = Array.isArray(data) ? Buffer.concat(data).length : data.byteLength;
      untaken += 1 + Math.floor(size / bytesPerMessage);
      if (untaken < messagesTakenAtOnce) return;
      const taken = untaken;
      untaken = 0;
      const refuse = (): void => socket.close(tooManyCode, 'Too many messages');
      await options.budgets.takeMessages(newRequest(origin), taken).catch(refuse);
    };
  };

  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, handleProtocols, perMessageDeflate: false });
  const serve = (socket: WebSocket, connection: Duplex, request: IncomingMessage): void => {
    const origin = { clientIp: clients.of(request), userAgent: request.headers['user-agent'] };
    readers.add(socket);
    socket.once('close', metrics.closed);
    socket.on('message', guard({ log, what: 'messages of a socket' }, limitMessages(socket, origin)));
    const state: SocketState = {
      socket,
      origin,
      viewer: null,
      sendEvent: () => undefined,
      begun: () => undefined,
      waitingBytes: () => socket.bufferedAmount,
      dropSlow: () => readers.dropSlow(socket),
    };
    const clientIdOf = attachSocket(protocol, { socket, extra: state, log });
    // Written to the connection itself, which costs half of a message of ws: that writes each frame at once, too.
    state.sendEvent = (id, { writeTo }) => {
      const clientId = clientIdOf(id);
      if (clientId !== null) writeTo(connection, clientId);
    };
  };

  server.on('upgrade', (request, connection, head) => {
    connection.on('error', () => connection.destroy());
    const open = guard({ log, what: 'upgrade', close: () => connection.destroy() }, () => {
      const status = upgrades.refusal(request, connection);
      if (status === null) return sockets.handleUpgrade(request, connection, head, (socket) => serve(socket, connection, request));
      // A client that does not close its side is not waited for.
      connection.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () =>
        connection.destroy(),
      );
    });
    open();
  });

  let isDisposed = false;
  return {
    count: () => sockets.clients.size,
    waitingBytes: () => [...sockets.clients].reduce((sum, { bufferedAmount }) => sum + bufferedAmount, 0),
    [Symbol.asyncDispose]: async () => {
      if (isDisposed) return;
      isDisposed = true;
      const all = [...sockets.clients].map(async (socket) => {
        const closed = new Promise((resolve) => socket.once('close', resolve));
        socket.close(goingAwayCode, 'Going away');
        setTimeout(() => socket.terminate(), closeDeadlineMs).unref();
        await closed;
      });
      await Promise.all(all);
      readers[Symbol.dispose]();
    },
  };
}

/** The access token's parameter, which programs write as HTTP's header in any case. */
function authorizationOf(parameters: Record<string, unknown> | undefined): unknown {
  const found = Object.entries(parameters ?? {}).find(([name, value]) => name.toLowerCase() === 'authorization' && value != null);
  return found?.[1];
}
