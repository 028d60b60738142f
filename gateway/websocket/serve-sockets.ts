/** graphql-transport-ws at /graphql: queries, mutations and subscriptions, under the same rules as over HTTP. */
import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import { GraphQLError } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Viewer } from '#lib/auth/access-token.ts';
import { guard } from '#lib/service/guard.ts';
import { AppError } from '#lib/service/errors.ts';
import { admit } from '../admit.ts';
import { newRequest, type Origin } from '../request.ts';
import { guardReaders } from './guard-readers.ts';
import { guardUpgrades } from './guard-upgrades.ts';
import { createOperations, type OperationsOptions } from './operations.ts';
import { createUpstream, type Upstream } from './upstream.ts';
import { sessionEndedCode, watchSessions, type WatchSessionsOptions } from './watch-sessions.ts';
import type { ClientAddresses } from '../http/client-address.ts';

export const maxMessageBytes = 256_000;
export const maxOperationsPerSocket = 100;
const initTimeoutMs = 3_000;
const closeDeadlineMs = 2_000;
const tooManyCode = 4429;
const internalErrorCode = 4500;
const goingAwayCode = 1001;
/** Clients of graphql-transport-ws connect again after it. */
const tryAgainLaterCode = 1013;

export interface ServeSocketsOptions extends Omit<OperationsOptions, 'upstream' | 'onTooSlow'>, WatchSessionsOptions {
  clients: ClientAddresses;
  mayCall: (origin: string) => boolean;
  urlOf: (subgraph: string) => URL;
  /** Whether sockets of one address are counted. */
  isLimited: boolean;
}

/** What is known of a connection. */
export interface SocketState {
  socket: WebSocket;
  origin: Origin;
  viewer: Viewer | null;
}

/** Serves sockets on a server; disposing of it closes them with 1001. */
export function serveSockets(server: Server, options: ServeSocketsOptions): AsyncDisposable {
  const { clients, urlOf, secret, clock, log } = options;
  const upgrades = guardUpgrades(options);
  const readers = guardReaders(options);
  const watch = watchSessions(options);
  const upstreams = new Map<string, Upstream>();
  const upstream = (name: string): Upstream => {
    const known = upstreams.get(name) ?? createUpstream({ name, url: urlOf(name), secret, clock });
    upstreams.set(name, known);
    return known;
  };
  const operations = createOperations({ ...options, upstream, onTooSlow: (state) => readers.dropSlow(state.socket) });

  const protocol = makeServer<Record<string, unknown>, SocketState>({
    connectionInitWaitTimeout: initTimeoutMs,
    onConnect: async ({ connectionParams, extra }) => {
      const request = newRequest(extra.origin);
      try {
        extra.viewer = await admit(options, { request, authorization: authorizationOf(connectionParams) });
      } catch (error) {
        log.debug({ err: error }, 'socket refused');
        if (!(error instanceof AppError) || error.code !== 'RATE_LIMITED') return false;
        extra.socket.close(tryAgainLaterCode, error.message);
        return true;
      }
      if (extra.viewer) watch.watch(extra.socket, extra.viewer.sessionId);
      return true;
    },
    onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
      if (Object.keys(subscriptions).length > maxOperationsPerSocket) {
        extra.socket.close(tooManyCode, 'Too many operations at once');
        return [new GraphQLError('The socket is closed.')];
      }
      const prepared = await operations.prepare(extra, payload);
      if (prepared === 'session ended') {
        extra.socket.close(sessionEndedCode, 'The session has ended');
        return [new GraphQLError('The socket is closed.')];
      }
      return prepared;
    },
    execute: operations.execute,
    subscribe: operations.subscribe,
    // Errors are shaped already.
    onNext: (_context, _id, _payload, _args, result) => result as never,
    onError: (_context, _id, _payload, errors) => operations.tell(errors),
  });

  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, handleProtocols, perMessageDeflate: false });
  const serve = (socket: WebSocket, request: IncomingMessage): void => {
    const leaving = new AbortController();
    const origin = { clientIp: clients.of(request), userAgent: request.headers['user-agent'], signal: leaving.signal };
    const guarded = { log, what: 'socket', close: () => socket.close(internalErrorCode, 'Internal server error') };
    readers.add(socket);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: async (data) => {
          if (socket.readyState !== socket.OPEN) return;
          // A socket that closes meanwhile has nobody left to tell.
          await new Promise<void>((resolve) => socket.send(data, () => resolve()));
        },
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => {
          socket.on(
            'message',
            guard(guarded, async (data: RawData) => await handle(textOf(data))),
          );
        },
      },
      { socket, origin, viewer: null },
    );
    // The socket closes itself with the right code (1009 for a message too large).
    socket.on('error', (error) => log.debug({ err: error }, 'socket failed'));
    socket.once(
      'close',
      guard(guarded, async (code: number, reason: Buffer) => {
        leaving.abort();
        await closed(code, String(reason));
      }),
    );
  };

  server.on('upgrade', (request, connection, head) => {
    connection.on('error', () => connection.destroy());
    const open = guard({ log, what: 'upgrade', close: () => connection.destroy() }, () => {
      const status = upgrades.refusal(request, connection);
      if (status === null) return sockets.handleUpgrade(request, connection, head, (socket) => serve(socket, request));
      // A client that does not close its side is not waited for.
      connection.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () =>
        connection.destroy(),
      );
    });
    open();
  });

  let isDisposed = false;
  return {
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
      await Promise.all([...upstreams.values()].map((one) => one[Symbol.asyncDispose]()));
      watch[Symbol.dispose]();
      readers[Symbol.dispose]();
    },
  };
}

/** The access token's parameter, which programs write as HTTP's header in any case. */
function authorizationOf(parameters: Record<string, unknown> | undefined): unknown {
  const found = Object.entries(parameters ?? {}).find(([name, value]) => name.toLowerCase() === 'authorization' && value != null);
  return found?.[1];
}

function textOf(data: RawData): string {
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data)).toString();
}
