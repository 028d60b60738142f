/** Serves files on local disk, whole or in ranges, never changing, under their own types only; and takes uploads. */
import type { Express, RequestHandler } from 'express';
import { isId } from '#lib/db/ids.ts';
import { filePath, uploadPath } from '#lib/media/addresses.ts';
import { AppError } from '#lib/core/errors.ts';
import type { MediaDeps } from './deps.ts';
import { maySend } from './library/hidden-owners.ts';
import { receiveDirect } from './uploading/receive-direct.ts';

const headers = {
  // An address may become 404 at any moment, so only browsers cache it, and not for long.
  'cache-control': 'private, max-age=60',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
};
const uploadHeaders = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'PUT',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '86400',
  'cache-control': 'no-store',
};
const statuses: Partial<Record<AppError['code'], number>> = {
  FORBIDDEN: 403,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  SUBGRAPH_UNAVAILABLE: 503,
};

export function routes(app: Express, deps: MediaDeps): void {
  const { disk } = deps.parts;
  if (!disk) return;
  app.get(filePath, async (request, response, next) => {
    const { mediaId = '', key = '', file = '' } = request.params;
    if (!isId(mediaId, 'med')) return next();
    const isServed = await maySend(deps, { mediaId, key }).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'whether a file may be served cannot be told');
      return null;
    });
    if (isServed === null) return void response.status(503).set('cache-control', 'no-store').end();
    if (!isServed) return next();
    const options = { cacheControl: false, headers, dotfiles: 'allow' } as const;
    response.sendFile(disk.locate({ mediaId, key, file }), options, (error) => {
      if (!error || response.headersSent) return;
      const isBeyondEnd = 'status' in error && error.status === 416;
      if (isBeyondEnd) response.status(416).end();
      else next();
    });
  });
  app.options(uploadPath, (_request, response) => void response.set(uploadHeaders).status(204).end());
  app.put(uploadPath, takeUpload(deps));
}

function takeUpload(deps: MediaDeps): RequestHandler<Record<string, string>> {
  return async (request, response) => {
    response.set(uploadHeaders);
    const { expires, signature } = request.query;
    const { mediaId = '' } = request.params;
    try {
      await receiveDirect(deps, { mediaId, expires: String(expires), signature: String(signature), body: request });
      response.status(204).end();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, message } = error;
      if (!request.complete) response.set('connection', 'close');
      response.status(statuses[code] ?? 400).json({ errors: [{ message, extensions: { code } }] });
    }
  };
}
