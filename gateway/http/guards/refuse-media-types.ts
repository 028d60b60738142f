import type { RequestHandler } from 'express';
import { AppError } from '#lib/core/errors.ts';

/**
 * Operations come as JSON, or with files as multipart under a header that makes browsers ask first: forms and plain text, which
 * other sites' pages can send unasked, are refused.
 */
export function refuseMediaTypes(): RequestHandler {
  return (request, _response, next) => {
    const isUpload = request.is('multipart/form-data') && request.get('apollo-require-preflight') !== undefined;
    if (request.method === 'POST' && !isUpload && !request.is('application/json'))
      throw new AppError(
        'UNSUPPORTED_MEDIA_TYPE',
        'Operations are sent as application/json, with files as multipart/form-data and the header apollo-require-preflight.',
      );
    next();
  };
}
