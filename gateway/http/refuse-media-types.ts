import type { RequestHandler } from 'express';
import { AppError } from '#lib/service/errors.ts';

/** Operations come as JSON: forms and plain text, which other sites' pages can send unasked, are refused. */
export function refuseMediaTypes(): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'POST' && !request.is('application/json'))
      throw new AppError('UNSUPPORTED_MEDIA_TYPE', 'Operations are sent as application/json.');
    next();
  };
}
