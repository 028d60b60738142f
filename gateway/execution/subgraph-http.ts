/** Sends one request to a subgraph over kept-alive connections. */
import http from 'node:http';
import https from 'node:https';

export interface PostOptions {
  url: URL;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
  /** Whether to send it again when a kept connection turns out closed: only what changes nothing. */
  isRepeatable: boolean;
}

export interface Posted {
  status: number;
  text: string;
}

export interface SubgraphHttp extends Disposable {
  /** @throws Error when there is no whole answer within `timeoutMs`. */
  post: (options: PostOptions) => Promise<Posted>;
}

const maxAnswerBytes = 20_000_000;

export function createSubgraphHttp(): SubgraphHttp {
  const options = { keepAlive: true, maxSockets: 256, scheduling: 'lifo' } as const;
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };

  const send = (wanted: PostOptions, isRetry: boolean): Promise<Posted> =>
    new Promise((resolve, reject) => {
      const { url, headers, body, timeoutMs, isRepeatable } = wanted;
      const isTls = url.protocol === 'https:';
      const request = (isTls ? https : http).request(url, {
        method: 'POST',
        agent: agents[isTls ? 'https:' : 'http:'],
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      });
      const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
      const fail = (error: NodeJS.ErrnoException): void => {
        clearTimeout(timer);
        const wasClosed = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
        if (wasClosed && isRepeatable && !isRetry) resolve(send(wanted, true));
        else reject(error);
      };
      request.on('error', fail);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > maxAnswerBytes) request.destroy(new Error(`an answer of over ${maxAnswerBytes} bytes`));
        });
        response.on('error', fail);
        response.on('end', () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        });
      });
      request.end(body);
    });

  return {
    post: (wanted) => send(wanted, false),
    [Symbol.dispose]: () => {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}
