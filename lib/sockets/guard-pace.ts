/**
 * Cuts off clients that send a request or read its answer too slowly: idle clients hold no connections, files or memory for
 * long. Only time in which this process waits for the client counts.
 */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '../observe/log.ts';
import { guard } from '../core/guard.ts';

export interface PaceOptions {
  log: Logger;
  /** The key under which requests are counted together; null for requests that are not counted. */
  keyOf?: (request: IncomingMessage) => string | null;
  /** The most requests of one key at once. A further one replaces the one whose client has been waited for longest. */
  maxAtOnce?: number;
  /** The least rate of a client that is waited for, over each `windowMs`. */
  leastBytesPerSecond?: number;
  windowMs?: number;
}

export interface PaceGuard extends Disposable {
  /** Watches the requests that a listener gets. */
  wrap: (listener: RequestListener) => RequestListener;
  /** Begins to watch a server's connections. */
  watch: (server: Server) => void;
  /** Watches and counts a request no longer, whose answer lasts: others see to it from now on. */
  letGo: (request: IncomingMessage) => void;
}

/** One request on its connection, and since when its client has been waited for. */
interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  key: string | null;
  waiting: { sinceMs: number; passed: number } | null;
}

export function guardPace(options: PaceOptions): PaceGuard {
  const { log, keyOf = () => null, maxAtOnce = 250, leastBytesPerSecond = 4_000, windowMs = 30_000 } = options;
  const exchanges = new Map<Socket, Exchange>();
  const countOf = new Map<string, number>();

  const end = (socket: Socket): void => {
    const ended = exchanges.get(socket);
    exchanges.delete(socket);
    if (ended?.key == null) return;
    const left = (countOf.get(ended.key) ?? 1) - 1;
    if (left === 0) countOf.delete(ended.key);
    else countOf.set(ended.key, left);
  };
  const look = (socket: Socket, exchange: Exchange, nowMs: number): void => {
    const { request, response } = exchange;
    if (request.complete && response.closed) return end(socket);
    const unsent = socket.writableLength;
    const isWaitedFor = unsent > 0 || (!request.complete && request.readableLength === 0);
    if (!isWaitedFor) exchange.waiting = null;
    else {
      const passed = socket.bytesRead + socket.bytesWritten - unsent;
      exchange.waiting ??= { sinceMs: nowMs, passed };
      const { sinceMs, passed: before } = exchange.waiting;
      // Bytes handed to the system at once count as sent only once all of them are.
      const isOver = nowMs - sinceMs >= windowMs + (passed === before ? (unsent / leastBytesPerSecond) * 1_000 : 0);
      if (!isOver) return;
      if (passed - before < (leastBytesPerSecond * windowMs) / 1_000) socket.destroy();
      else exchange.waiting = { sinceMs: nowMs, passed };
    }
  };
  const looking = setInterval(
    guard({ log, what: 'pace of connections' }, () => {
      const nowMs = performance.now();
      for (const [socket, exchange] of exchanges) look(socket, exchange, nowMs);
    }),
    Math.min(1_000, windowMs / 4),
  );
  looking.unref();

  /** Cuts the connection of a key whose client has been waited for longest. @returns Whether there was one. */
  const makeRoom = (key: string): boolean => {
    const waited = [...exchanges].filter(([, exchange]) => exchange.key === key && exchange.waiting !== null);
    const [longest] = waited.sort(([, one], [, other]) => (one.waiting?.sinceMs ?? 0) - (other.waiting?.sinceMs ?? 0));
    if (!longest) return false;
    longest[0].destroy();
    end(longest[0]);
    return true;
  };

  return {
    wrap: (listener) => (request, response) => {
      const { socket } = request;
      end(socket);
      const key = keyOf(request);
      if (key !== null && (countOf.get(key) ?? 0) >= maxAtOnce && !makeRoom(key)) {
        response.writeHead(429, { 'retry-after': '1', connection: 'close' }).end();
        return;
      }
      if (key !== null) countOf.set(key, (countOf.get(key) ?? 0) + 1);
      exchanges.set(socket, { request, response, key, waiting: null });
      const answered = (): void => {
        if (request.complete && exchanges.get(socket)?.request === request) end(socket);
      };
      response.once('close', guard({ log, what: 'pace of an answer' }, answered));
      listener(request, response);
    },
    watch: (server) => {
      server.on('connection', (socket) =>
        socket.once(
          'close',
          guard({ log, what: 'pace of a connection' }, () => end(socket)),
        ),
      );
    },
    letGo: ({ socket }) => end(socket),
    [Symbol.dispose]: () => clearInterval(looking),
  };
}
