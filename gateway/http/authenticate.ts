import type { RequestHandler } from 'express';
import type { Authenticator } from '../authenticate.ts';
import { requestOf } from './request-of.ts';

/** Puts the viewer into the request; one with a bad token is refused as a whole. */
export function authenticate(authenticator: Authenticator): RequestHandler {
  return async (request, response, next) => {
    await authenticator.signIn(requestOf(response), await authenticator.viewerOf(request.get('authorization')));
    next();
  };
}
