import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';

const withinMs = 30_000;

/**
 * Cuts off an operation whose body takes longer than half a minute. Uploads go on as long as they keep a pace
 * (`lib/sockets/guard-pace.ts`).
 */
export function limitBodyTime(): RequestHandler {
  return (request, _response, next) => {
    if (!request.is('multipart/form-data') && request.method !== 'PUT') cutLateBody(request);
    next();
  };
}

export function cutLateBody(request: IncomingMessage): void {
  const timer = setTimeout(() => request.destroy(), withinMs);
  const stop = (): void => clearTimeout(timer);
  request.once('end', stop);
  request.once('close', stop);
}
