/** Paths that a service answers itself, such as media's files: streamed both ways, nothing is kept here. */
import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream';
import { Router, type Request, type Response } from 'express';
import { AppError } from '#lib/service/errors.ts';

const asked = ['accept', 'range', 'if-range', 'if-none-match', 'if-modified-since', 'content-type', 'content-length'];
const answered = [
  'accept-ranges',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'access-control-max-age',
  'cache-control',
  'content-length',
  'content-range',
  'content-security-policy',
  'content-type',
  'cross-origin-resource-policy',
  'etag',
  'last-modified',
  'x-content-type-options',
];
const answerWithinMs = 30_000;

export interface ProxyOptions {
  /** What errors call the service. */
  name: string;
  /** Its address; without one there is nothing to serve. */
  base: string | undefined;
  paths: readonly string[];
}

export function proxyTo({ name, base, paths }: ProxyOptions): Router {
  const router = Router();
  if (base === undefined) return router;
  const client = base.startsWith('https:') ? https : http;
  const agent = new client.Agent({ keepAlive: true, maxSockets: 256 });
  router.all([...paths], async (request, response) => {
    await forward(client, agent, { name, request, response, url: new URL(request.originalUrl, base) });
  });
  return router;
}

interface Forwarding {
  name: string;
  request: Request;
  response: Response;
  url: URL;
}

/** @throws AppError `SUBGRAPH_UNAVAILABLE` when the service does not begin to answer. */
async function forward(client: typeof http | typeof https, agent: http.Agent, { name, request, response, url }: Forwarding): Promise<void> {
  const headers = pick(request.headers, asked);
  const upstream = client.request(url, { method: request.method, headers, agent: agent, timeout: answerWithinMs });
  upstream.on('timeout', () => upstream.destroy(new Error('no answer')));
  response.once('close', () => upstream.destroy());
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    upstream.once('response', resolve);
    upstream.once('error', () => reject(new AppError('SUBGRAPH_UNAVAILABLE', `${name} is unavailable just now.`)));
    request.pipe(upstream);
  });
  upstream.on('error', () => undefined);
  // An answer before all was sent: what is left of the request has nowhere to go.
  if (!request.complete) response.setHeader('connection', 'close');
  response.status(answer.statusCode ?? 502);
  for (const [name, value] of Object.entries(pick(answer.headers, answered))) response.setHeader(name, value);
  await new Promise<void>((resolve) => pipeline(answer, response, () => resolve()));
}

function pick(headers: http.IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])));
}
