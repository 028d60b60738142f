/** Charges every request to a budget before its body is read. An answer that is as cheap as its refusal is free. */
import type { RequestHandler } from 'express';
import { admit, type AdmitOptions } from '../../admit.ts';
import type { Budgets } from '../../cost/budgets.ts';
import { requestOf } from '../request-of.ts';

/** Authenticates an operation and charges its sender's budget. */
export function admitOperation(options: AdmitOptions): RequestHandler {
  return async (request, response, next) => {
    response.locals['viewer'] = await admit(options, { request: requestOf(response), authorization: request.get('authorization') });
    next();
  };
}

export function limitHealth(budgets: Budgets): RequestHandler {
  return async (_request, response, next) => {
    await budgets.takeHealth(requestOf(response));
    next();
  };
}

/** Charges each request, whatever its outcome. */
export function limitOthers(budgets: Budgets): RequestHandler {
  return async (_request, response, next) => {
    await budgets.takeOther(requestOf(response));
    next();
  };
}

/** Charges only requests that fail: a page may show any number of existing files. */
export function limitMisses(budgets: Budgets): RequestHandler {
  return (_request, response, next) => {
    const begun = requestOf(response);
    budgets.checkOther(begun);
    response.once('finish', () => {
      if (response.statusCode >= 400) budgets.takeOther(begun).catch(() => undefined);
    });
    next();
  };
}
