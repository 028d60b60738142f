import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { newRequestId } from '../../request.ts';

/** Begins with one slash; what browsers or programs might take for another (a backslash) is in no path of ours. */
const originForm = /^\/(?![/\\])[^\\?#\p{Cc} ]*(\?[^#\p{Cc} ]*)?$/u;

/** Whether a request's target is a path of this server, with a query at most: not another server's address, and nothing odd. */
export function isOriginForm(target: string | undefined): boolean {
  return target !== undefined && originForm.test(target);
}

/** Answers 400 to whatever is no plain request to this server, before anybody takes its target apart. */
export function requireTarget(handle: RequestListener): RequestListener {
  return (request: IncomingMessage, response: ServerResponse) => {
    if (isOriginForm(request.url)) return handle(request, response);
    const extensions = { code: 'BAD_USER_INPUT', requestId: newRequestId() };
    response.writeHead(400, { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close' });
    response.end(JSON.stringify({ errors: [{ message: 'The request is for no path of this server.', extensions }] }));
  };
}
