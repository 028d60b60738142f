/** Sends requests of HTTP/1.1 over kept connections, one at a time on each. */
import { connect, type Socket } from 'node:net';
import { guard } from '#lib/core/guard.ts';
import type { Logger } from '#lib/observe/log.ts';
import { createAnswerReader, type WireAnswer } from './answer-reader.ts';

export interface WireRequest {
  path: string;
  headers: Record<string, string>;
  body: string;
  /** Time limit of the whole answer. */
  timeoutMs: number;
  /** Whether to send it again when a kept connection turns out closed: only what changes nothing. */
  isRepeatable: boolean;
  /** Ends it at once when aborted. */
  signal?: AbortSignal;
}

export interface WirePool extends Disposable {
  /** @throws Error when there is no whole answer within `timeoutMs`, or when the signal aborts. */
  post: (request: WireRequest) => Promise<WireAnswer>;
}

export interface WirePoolOptions {
  /** Of plain HTTP. */
  origin: URL;
  /** The most connections at once; further requests wait for one. */
  maxConnections: number;
  maxAnswerBytes: number;
  log: Logger;
}

/** A connection is not used again for the last second before its server closes it. */
const marginMs = 1_000;
/** How long a connection is kept whose server does not say. */
const unsaidKeptMs = 60_000;
/** Sockets hand over what they read here. It is read before the next one writes. */
const readBytes = 262_144;

/** A request on its way to its answer. */
interface Exchange {
  request: WireRequest;
  bytes: string | Buffer;
  connection: Connection | null;
  hasBeenRetried: boolean;
  resolve: (answer: WireAnswer) => void;
  fail: (error: Error) => void;
}

interface Connection {
  socket: Socket;
  exchange: Exchange | null;
  /** Whether it has answered before. */
  wasUsed: boolean;
  /** When it is no longer used, as `performance.now()` counts. */
  keptUntilMs: number;
}

export function createWirePool({ origin, maxConnections, maxAnswerBytes, log }: WirePoolOptions): WirePool {
  const host = origin.hostname.replace(/^\[|\]$/g, '');
  const port = origin.port === '' ? 80 : Number(origin.port);
  const open = new Set<Connection>();
  const idle: Connection[] = [];
  const waiting = new Set<Exchange>();
  const buffer = Buffer.allocUnsafe(readBytes);
  let isClosed = false;

  const takeIdle = (): Connection | null => {
    const nowMs = performance.now();
    for (let connection = idle.pop(); connection; connection = idle.pop()) {
      if (connection.keptUntilMs > nowMs && !connection.socket.destroyed) return connection;
      connection.socket.destroy();
    }
    return null;
  };
  const send = (exchange: Exchange, connection: Connection): void => {
    exchange.connection = connection;
    connection.exchange = exchange;
    connection.socket.write(exchange.bytes);
  };
  const begin = (exchange: Exchange): void => {
    if (isClosed) return exchange.fail(new Error('the gateway is closing'));
    const kept = exchange.hasBeenRetried ? null : takeIdle();
    if (kept) send(exchange, kept);
    else if (open.size < maxConnections) send(exchange, openConnection());
    else waiting.add(exchange);
  };
  const beginNext = (): void => {
    const [next] = waiting;
    if (!next) return;
    waiting.delete(next);
    begin(next);
  };

  const openConnection = (): Connection => {
    const reader = createAnswerReader(maxAnswerBytes);
    let failure: Error | null = null;
    const cut = (error: Error): void => {
      failure ??= error;
      socket.destroy();
    };
    const answered = (answer: WireAnswer): void => {
      const { exchange } = connection;
      connection.exchange = null;
      connection.wasUsed = true;
      const keptMs = answer.keptSeconds === null ? unsaidKeptMs : answer.keptSeconds * 1_000 - marginMs;
      connection.keptUntilMs = performance.now() + keptMs;
      // A server that answers before it has read everything may not go on reading.
      if (keptMs <= 0 || socket.writableLength > 0) socket.destroy();
      else {
        idle.push(connection);
        beginNext();
      }
      exchange?.resolve(answer);
    };
    const guarded = { log, what: 'connection to a subgraph', close: () => socket.destroy() };
    const read = guard(guarded, (length: number) => {
      if (!connection.exchange) return cut(new Error('an answer without a question'));
      let answer: WireAnswer | null;
      try {
        answer = reader.take(buffer.subarray(0, length));
      } catch (error) {
        return cut(error instanceof Error ? error : new Error(String(error)));
      }
      if (answer) answered(answer);
    });
    const socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      onread: {
        buffer,
        callback: (length) => {
          read(length);
          return true;
        },
      },
    });
    const connection: Connection = { socket, exchange: null, wasUsed: false, keptUntilMs: Infinity };
    open.add(connection);
    socket.on('error', (error) => (failure ??= error));
    socket.on(
      'end',
      guard(guarded, () => {
        const answer = connection.exchange && reader.end();
        if (answer) answered(answer);
        else socket.destroy();
      }),
    );
    socket.on(
      'close',
      guard(guarded, () => {
        open.delete(connection);
        const at = idle.indexOf(connection);
        if (at !== -1) idle.splice(at, 1);
        const { exchange } = connection;
        connection.exchange = null;
        if (exchange) {
          const wasClosed = connection.wasUsed && !reader.hasBegun();
          if (wasClosed && exchange.request.isRepeatable && !exchange.hasBeenRetried) {
            exchange.hasBeenRetried = true;
            begin(exchange);
          } else exchange.fail(failure ?? new Error('the connection closed before the answer'));
        }
        beginNext();
      }),
    );
    return connection;
  };

  return {
    post: async (request) =>
      await new Promise((resolve, reject) => {
        const { timeoutMs, signal } = request;
        const settle = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', abort);
          waiting.delete(exchange);
        };
        const give = (error: Error): void => {
          const { connection } = exchange;
          exchange.fail(error);
          // What it answers later is nobody's.
          if (connection?.exchange !== exchange) return;
          connection.exchange = null;
          connection.socket.destroy();
        };
        const abort = (): void => give(new Error('the client has left'));
        const timer = setTimeout(() => give(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
        const exchange: Exchange = {
          request,
          bytes: '',
          connection: null,
          hasBeenRetried: false,
          resolve: (answer) => {
            settle();
            resolve(answer);
          },
          fail: (error) => {
            settle();
            reject(error);
          },
        };
        if (signal?.aborted) return abort();
        try {
          exchange.bytes = bytesOf(origin.host, request);
        } catch (error) {
          return exchange.fail(error instanceof Error ? error : new Error(String(error)));
        }
        signal?.addEventListener('abort', abort, { once: true });
        begin(exchange);
      }),
    [Symbol.dispose]: () => {
      isClosed = true;
      for (const { socket } of open) socket.destroy();
    },
  };
}

const forbidden = /[^\t\x20-\x7e\x80-\xff]/;
const beyondAscii = /[\x80-\xff]/;

/** @throws Error for a header that would not arrive as one. */
function bytesOf(host: string, { path, headers, body }: WireRequest): string | Buffer {
  let head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? '';
    if (forbidden.test(value)) throw new Error(`a value that is none of a header: ${name}`);
    head += `${name}: ${value}\r\n`;
  }
  head += '\r\n';
  return beyondAscii.test(head) ? Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]) : head + body;
}
