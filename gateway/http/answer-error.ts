/** Answers errors outside of an operation: JSON in the shape of GraphQL, never a page with a stack. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '#lib/observe/log.ts';
import { AppError } from '#lib/core/errors.ts';
import { shapeError, statusOf, toGraphQLError } from '../execution/errors.ts';
import { maxBodyBytes } from '../limits.ts';
import { requestOf } from './request-of.ts';
import { createSlowRefusals } from './slow-refusals.ts';

/** The errors of express and its body parser, by `type`. */
const bodyProblems: Record<string, () => AppError> = {
  'entity.too.large': () => new AppError('PAYLOAD_TOO_LARGE', `A request may have ${maxBodyBytes} bytes.`),
  'entity.parse.failed': () => new AppError('BAD_USER_INPUT', 'The body is not valid JSON.'),
  'encoding.unsupported': () => new AppError('UNSUPPORTED_MEDIA_TYPE', 'The content encoding is not supported.'),
  'charset.unsupported': () => new AppError('UNSUPPORTED_MEDIA_TYPE', 'The charset is not supported.'),
};

export function answerError({ log, isProduction }: { log: Logger; isProduction: boolean }): ErrorRequestHandler {
  const slowDown = createSlowRefusals();
  return async (thrown: unknown, request, response, next) => {
    if (response.headersSent) return next(thrown);
    const type = typeof thrown === 'object' && thrown !== null && 'type' in thrown ? String(thrown.type) : '';
    const status = typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : undefined;
    const isClients = typeof status === 'number' && status >= 400 && status < 500;
    const error = bodyProblems[type]?.() ?? (isClients ? new AppError('BAD_USER_INPUT', 'The request could not be read.') : thrown);
    const shaped = shapeError(toGraphQLError(error), { requestId: requestOf(response).requestId, log, isProduction });
    if (error instanceof AppError && error.details.retryAfter !== undefined) response.setHeader('retry-after', error.details.retryAfter);
    if (error instanceof AppError && error.code === 'RATE_LIMITED') {
      const { clientIp, signal } = requestOf(response);
      await slowDown(clientIp, signal);
    }
    // The rest of a refused body is not read: the connection cannot be used again.
    if (type === 'entity.too.large') response.setHeader('connection', 'close');
    // Clients read errors under GraphQL's type whatever the status is. Under plain JSON some look only at the status.
    const answered = request.accepts(['application/json', 'application/graphql-response+json']) || 'application/json';
    response
      .status(error instanceof AppError ? statusOf(error.code) : 500)
      .type(answered)
      .send(JSON.stringify({ errors: [shaped] }));
  };
}

export function answerNotFound(): RequestHandler {
  return (_request, response) => {
    const { requestId } = requestOf(response);
    response.status(404).json({ errors: [{ message: 'There is nothing here.', extensions: { code: 'NOT_FOUND', requestId } }] });
  };
}
