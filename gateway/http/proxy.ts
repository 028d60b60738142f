/** Forwards paths that a service answers itself, such as media's files: streamed both ways, nothing is kept here. */
import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream';
import type { RequestHandler, Request, Response } from 'express';
import { AppError } from '#lib/core/errors.ts';

const asked = ['accept', 'range', 'if-range', 'if-none-match', 'if-modified-since'];
const askedWithBody = [...asked, 'content-type', 'content-length'];
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

/** A route whose requests are forwarded. */
export interface ProxiedRoute {
  methods: readonly string[];
  /** The whole path, as a client writes it. */
  path: RegExp;
  /** The whole query; any other query is removed. */
  query?: RegExp;
  /** Whether the body is forwarded. */
  takesBody?: boolean;
}

export interface ProxyOptions {
  /** The service's name in errors. */
  name: string;
  /** Its address. */
  base: string;
  routes: readonly ProxiedRoute[];
}

/** Forwards requests that a route matches as a whole. The service's address never depends on the client's input. */
export function proxyTo({ name, base, routes }: ProxyOptions): RequestHandler {
  const { protocol, hostname, port } = new URL(base);
  const client = protocol === 'https:' ? https : http;
  const service = {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    agent: new client.Agent({ keepAlive: true }),
    ...(port !== '' && { port }),
  };
  return async (request, response, next) => {
    const { method, originalUrl } = request;
    const [pathname = '', ...rest] = originalUrl.split('?');
    const route = routes.find(({ methods, path }) => methods.includes(method) && path.test(pathname));
    if (!route) return next();
    const { takesBody = false } = route;
    const query = rest.join('?');
    const path = route.query?.test(query) ? `${pathname}?${query}` : pathname;
    const headers = pick(request.headers, takesBody ? askedWithBody : asked);
    const upstream = client.request({ ...service, path, method, headers, timeout: answerWithinMs });
    await forward(upstream, { name, request, response, takesBody });
  };
}

interface Forwarding {
  name: string;
  request: Request;
  response: Response;
  takesBody: boolean;
}

/** @throws AppError `SUBGRAPH_UNAVAILABLE` when the service does not begin to answer. */
async function forward(upstream: http.ClientRequest, { name, request, response, takesBody }: Forwarding): Promise<void> {
  // Registered first, so that later or repeated errors are handled as well.
  upstream.on('error', () => undefined);
  upstream.on('timeout', () => upstream.destroy(new Error('no answer')));
  response.once('close', () => upstream.destroy());
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    upstream.once('response', resolve);
    upstream.once('error', () => reject(new AppError('SUBGRAPH_UNAVAILABLE', `${name} is unavailable just now.`)));
    if (takesBody) request.pipe(upstream);
    else upstream.end();
  });
  // The answer came before the whole request was sent: the rest of the request is dropped with the connection.
  if (!request.complete) response.setHeader('connection', 'close');
  response.status(answer.statusCode ?? 502);
  for (const [header, value] of Object.entries(pick(answer.headers, answered))) response.setHeader(header, value);
  await new Promise<void>((resolve) => pipeline(answer, response, () => resolve()));
}

function pick(headers: http.IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])));
}
