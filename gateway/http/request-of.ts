import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import type { Viewer } from '#lib/auth/access-token.ts';
import { newRequest, newRequestId, requestScope, type GatewayRequest } from '../request.ts';
import type { ClientAddresses } from './client-address.ts';

/** Begins a request: its id, which the answer carries too, and its client's address. */
export function beginRequest(addresses: ClientAddresses): RequestHandler {
  return (request, response, next) => {
    const begun = newRequestOf(addresses, request);
    response.setHeader('x-request-id', begun.requestId);
    response.locals['request'] = begun;
    requestScope.run(begun, next);
  };
}

/** What a client sends begins as this. A trusted proxy may name it. */
export function newRequestOf(addresses: ClientAddresses, request: IncomingMessage): GatewayRequest {
  const { 'x-request-id': given, 'user-agent': userAgent } = request.headers;
  const isTaken = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) && addresses.isTrusted(request);
  return newRequest({ clientIp: addresses.of(request), userAgent }, isTaken ? given : newRequestId());
}

/** Aborts the work for a request when its client leaves. */
export function followClient(): RequestHandler {
  return (_request, response, next) => {
    endWithClient(requestOf(response), response);
    next();
  };
}

export function endWithClient(request: GatewayRequest, response: ServerResponse): void {
  const leaving = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort();
  });
  request.signal = leaving.signal;
}

/** The sender of a request that has been admitted; null for one who is signed out. */
export function viewerOf(response: Response): Viewer | null {
  return (response.locals['viewer'] as Viewer | null | undefined) ?? null;
}

/** The request that an answer is for. */
export function requestOf(response: Response): GatewayRequest {
  return response.locals['request'] as GatewayRequest;
}
