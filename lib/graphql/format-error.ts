import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import mongoose from 'mongoose';
import type { Logger } from '../observe/log.ts';
import { AppError, type ErrorCode, errorCodes } from '../core/errors.ts';

const storeErrors = new Set([
  'MongoNetworkError',
  'MongoServerSelectionError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'PoolClearedError',
  'MongoPoolClearedError',
  'MongooseServerSelectionError',
]);

/** A store that went away in the middle of something, and may have come back since: the driver says that trying again may help. */
const passingLabels = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError'];

/** A socket that broke while it was written to comes up as the system's error, not as the driver's. */
const socketCodes = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT']);

function isOfStore(cause: unknown): cause is Error {
  if (!(cause instanceof Error)) return false;
  if (storeErrors.has(cause.name) || ('code' in cause && socketCodes.has(String(cause.code)))) return true;
  // A bulk write hands over the connection's own error as the answer that it did not get.
  if (cause instanceof mongoose.mongo.MongoServerError && cause.errorResponse instanceof Error) return isOfStore(cause.errorResponse);
  return cause instanceof mongoose.mongo.MongoError && passingLabels.some((label) => cause.hasErrorLabel(label));
}

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
