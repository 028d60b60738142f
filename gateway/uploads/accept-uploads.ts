import type { RequestHandler } from 'express';
import { maxUploadBytes, maxBodyBytes, maxUploadFiles } from '../limits.ts';
import { readMultipart } from './read-multipart.ts';

/**
 * Reads an upload's operation as if it had come as JSON, with its files still on the connection: a fetch that needs one passes
 * it on from there.
 */
export function acceptUploads(): RequestHandler {
  return async (request, response, next) => {
    if (request.method !== 'POST' || !request.is('multipart/form-data')) return next();
    const multipart = await readMultipart(request, {
      maxFiles: maxUploadFiles,
      maxFileBytes: maxUploadBytes,
      maxFieldBytes: maxBodyBytes,
    });
    response.once('close', multipart.close);
    request.body = multipart.operation;
    next();
  };
}
