import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '../observe/log.ts';
import { AppError, type ErrorCode, errorCodes } from '../core/errors.ts';
import { isOfStore } from '../db/store-errors.ts';

/** The error that a client sees: expected failures as they are, an unreachable store as such, all others masked. */
export function formatError(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const { message, locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (cause instanceof AppError) return { ...place, message: cause.message, extensions: { code: cause.code, ...cause.details } };
  if (isOfStore(cause)) {
    log.error({ err: cause }, 'store not reachable');
    return { ...place, message: 'The store does not answer just now.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } };
  }
  const code = formatted.extensions?.['code'];
  if (code !== 'INTERNAL_SERVER_ERROR' && errorCodes.includes(code as ErrorCode)) return { ...place, message, extensions: { code } };
  if (code === 'BAD_REQUEST') return { ...place, message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
  log.error({ err: cause }, 'unexpected error');
  return { ...place, message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}
