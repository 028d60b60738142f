import type { RequestHandler } from 'express';

/** Answers with `Connection: close` once the service is about to end, so that nobody sends into a connection that closes. */
export function closeWhenLeaving(isLeaving: () => boolean): RequestHandler {
  return (_request, response, next) => {
    if (isLeaving()) response.setHeader('connection', 'close');
    next();
  };
}
