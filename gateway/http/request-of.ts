import type { RequestHandler, Response } from 'express';
import type { Viewer } from '#lib/auth/access-token.ts';
import { newRequest, newRequestId, requestScope, type GatewayRequest } from '../request.ts';
import type { ClientAddresses } from './client-address.ts';

/** Begins a request: its id, which the answer carries too, and its client's address. */
export function beginRequest(addresses: ClientAddresses): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const requestId = given !== undefined && /^[\w-]{8,64}$/.test(given) && addresses.isTrusted(request) ? given : newRequestId();
    response.setHeader('x-request-id', requestId);
    const begun = newRequest({ clientIp: addresses.of(request), userAgent: request.get('user-agent') }, requestId);
    response.locals['request'] = begun;
    requestScope.run(begun, next);
  };
}

/** Aborts the work for a request when its client leaves. */
export function followClient(): RequestHandler {
  return (_request, response, next) => {
    const leaving = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) leaving.abort();
    });
    requestOf(response).signal = leaving.signal;
    next();
  };
}

/** The sender of a request that has been admitted; null for one who is signed out. */
export function viewerOf(response: Response): Viewer | null {
  return (response.locals['viewer'] as Viewer | null | undefined) ?? null;
}

/** The request that an answer is for. */
export function requestOf(response: Response): GatewayRequest {
  return response.locals['request'] as GatewayRequest;
}
