/** What every request takes from a budget before its body is read. An answer that costs no more than its refusal takes nothing. */
import type { RequestHandler } from 'express';
import { admit, type AdmitOptions } from '../../admit.ts';
import type { Budgets } from '../../cost/budgets.ts';
import { requestOf } from '../request-of.ts';

/** Signs an operation in, and takes it from its sender's budget. */
export function admitOperation(options: AdmitOptions): RequestHandler {
  return async (request, response, next) => {
    await admit(options, { request: requestOf(response), authorization: request.get('authorization') });
    next();
  };
}

export function limitHealth(budgets: Budgets): RequestHandler {
  return async (_request, response, next) => {
    await budgets.takeHealth(requestOf(response));
    next();
  };
}

/** Takes each request, whatever comes of it. */
export function limitOthers(budgets: Budgets): RequestHandler {
  return async (_request, response, next) => {
    await budgets.takeOther(requestOf(response));
    next();
  };
}

/** Takes the requests that come to nothing: a page may show any number of files that are there. */
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
