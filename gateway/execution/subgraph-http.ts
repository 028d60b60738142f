/** Sends one request to a subgraph over kept-alive connections: texts by plain HTTP over `wire/pool.ts`, and the rest as Node does. */
import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import type { Logger } from '#lib/observe/log.ts';
import { guard } from '#lib/core/guard.ts';
import { createWirePool, type WirePool } from './wire/pool.ts';

export interface PostOptions {
  url: URL;
  /** With the content type. */
  headers: Record<string, string>;
  /** A text, or pieces that come in their own time. */
  body: string | AsyncIterable<Uint8Array>;
  /** Time limit of the answer: from the start, or from the last piece on. */
  timeoutMs: number;
  /** Whether to send it again when a kept connection turns out closed: only what changes nothing. */
  isRepeatable: boolean;
  /** Ends it at once when aborted. */
  signal?: AbortSignal;
}

export interface Posted {
  status: number;
  text: string;
}

export interface SubgraphHttp extends Disposable {
  /** @throws Error when there is no whole answer within `timeoutMs`; what reading the pieces threw. */
  post: (options: PostOptions) => Promise<Posted>;
}

const maxAnswerBytes = 20_000_000;
/** Time limit for a subgraph to take a piece of an upload, and for a client to send the next. */
const pieceWithinMs = 60_000;

const maxConnections = 256;

export function createSubgraphHttp({ log }: { log: Logger }): SubgraphHttp {
  const options = { keepAlive: true, maxSockets: maxConnections, scheduling: 'lifo' } as const;
  const pools = new Map<string, WirePool>();
  const poolOf = (url: URL): WirePool => {
    const { origin } = url;
    const pool = pools.get(origin) ?? createWirePool({ origin: new URL(origin), maxConnections, maxAnswerBytes, log });
    pools.set(origin, pool);
    return pool;
  };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };

  const send = (wanted: PostOptions, isRetry: boolean): Promise<Posted> =>
    new Promise((resolve, reject) => {
      const { url, headers, body, timeoutMs, isRepeatable, signal } = wanted;
      const isTls = url.protocol === 'https:';
      const length = typeof body === 'string' ? { 'content-length': Buffer.byteLength(body) } : {};
      const request = (isTls ? https : http).request(url, {
        method: 'POST',
        agent: agents[isTls ? 'https:' : 'http:'],
        ...(signal && { signal }),
        headers: { ...headers, ...length },
      });
      const expire = (withinMs: number): NodeJS.Timeout =>
        setTimeout(() => request.destroy(new Error(`no answer within ${withinMs} ms`)), withinMs);
      let timer = expire(typeof body === 'string' ? timeoutMs : pieceWithinMs);
      const pieces = typeof body === 'string' ? null : Readable.from(body, { objectMode: false });
      const fail = (error: NodeJS.ErrnoException): void => {
        clearTimeout(timer);
        pieces?.destroy();
        const wasClosed = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
        if (wasClosed && isRepeatable && !isRetry) resolve(send(wanted, true));
        else reject(error);
      };
      request.on('error', fail);
      const guarded = { log, what: 'request to a subgraph', close: () => request.destroy(new Error('its answer could not be read')) };
      const read = guard(guarded, (response: http.IncomingMessage) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const take = (chunk: Buffer): void => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > maxAnswerBytes) request.destroy(new Error(`an answer of over ${maxAnswerBytes} bytes`));
        };
        const finish = (): void => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
          // Answered before all of it was sent: the rest is of no use, nor is the connection.
          if (pieces && !pieces.readableEnded) {
            pieces.destroy();
            request.destroy();
          }
        };
        response.on('data', guard(guarded, take));
        response.on('error', fail);
        response.on('end', guard(guarded, finish));
      });
      request.on('response', read);
      if (!pieces) return void request.end(body);
      pieces.on('data', () => timer.refresh());
      pieces.once('error', (error) => request.destroy(error));
      pieces.once('end', () => {
        clearTimeout(timer);
        timer = expire(timeoutMs);
      });
      pieces.pipe(request);
    });

  return {
    post: async (wanted) => {
      const { url, body } = wanted;
      const isPlain = typeof body === 'string' && url.protocol === 'http:' && url.username === '' && url.password === '';
      return await (isPlain ? poolOf(url).post({ ...wanted, body, path: url.pathname + url.search }) : send(wanted, false));
    },
    [Symbol.dispose]: () => {
      for (const pool of pools.values()) pool[Symbol.dispose]();
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}
