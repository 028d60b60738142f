import type { RequestHandler } from 'express';
import { isLocalHost } from '#lib/net/is-local-host.ts';
import { AppError } from '#lib/core/errors.ts';

/**
 * Refuses requests under a foreign host name: a page whose name was pointed here (DNS rebinding) could read the answer.
 */
export function refuseForeignHosts(publicUrl: string | undefined): RequestHandler {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).host;
  return (request, _response, next) => {
    const { host } = request.headers;
    if (!isLocalHost(host) && host !== own) throw new AppError('FORBIDDEN', 'This is not answered under a foreign name.');
    next();
  };
}
