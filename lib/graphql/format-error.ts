import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '../observe/log.ts';
import { AppError, type ErrorCode, errorCodes } from '../service/errors.ts';

const storeErrors = new Set([
  'MongoNetworkError',
  'MongoServerSelectionError',
  'MongoNetworkTimeoutError',
  'PoolClearedError',
  'MongoPoolClearedError',
  'MongooseServerSelectionError',
]);

/** What a client may learn of an error: expected failures as they are, a store out of reach as such, nothing of all others. */
export function formatError(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const { message, locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (cause instanceof AppError) return { ...place, message: cause.message, extensions: { code: cause.code, ...cause.details } };
  if (cause instanceof Error && storeErrors.has(cause.name)) {
    log.error({ err: cause }, 'store not reachable');
    return { ...place, message: 'The store does not answer just now.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } };
  }
  const code = formatted.extensions?.['code'];
  if (code !== 'INTERNAL_SERVER_ERROR' && errorCodes.includes(code as ErrorCode)) return { ...place, message, extensions: { code } };
  if (code === 'BAD_REQUEST') return { ...place, message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
  log.error({ err: cause }, 'unexpected error');
  return { ...place, message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}
