import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { newRequestId } from '../../request.ts';

/** Begins with one slash. A backslash, which browsers or programs might take for a slash, is in no path of ours. */
const originForm = /^\/(?![/\\])[^\\?#\p{Cc} ]*(\?[^#\p{Cc} ]*)?$/u;

/** Whether a request's target is a path of this server, with a query at most. */
export function isOriginForm(target: string | undefined): boolean {
  return target !== undefined && originForm.test(target);
}

/** Answers 400 to a request with another target before any handler parses it. */
export function requireTarget(handle: RequestListener): RequestListener {
  return (request: IncomingMessage, response: ServerResponse) => {
    if (isOriginForm(request.url)) return handle(request, response);
    const extensions = { code: 'BAD_USER_INPUT', requestId: newRequestId() };
    response.writeHead(400, { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close' });
    response.end(JSON.stringify({ errors: [{ message: 'The request is for no path of this server.', extensions }] }));
  };
}
