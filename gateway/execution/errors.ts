/** Shapes errors for clients: codes of `ErrorCode` with their details and the request id, and nothing else. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '#lib/observe/log.ts';
import { AppError, errorCodes, type ErrorCode } from '#lib/core/errors.ts';

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  SUBGRAPH_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/** The HTTP status of a request that fails as a whole with this code. */
export function statusOf(code: ErrorCode): number {
  return statuses[code] ?? 400;
}

/** The codes of Apollo Server and their equivalents in `ErrorCode`. */
const translations: Record<string, ErrorCode> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'GRAPHQL_VALIDATION_FAILED',
  PERSISTED_QUERY_NOT_SUPPORTED: 'PERSISTED_QUERY_NOT_FOUND',
};

const generic = 'Something went wrong on our side.';

/** An expected failure as a GraphQL error, with the HTTP status it has when it ends the whole request. */
export function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (!(error instanceof AppError))
    return new GraphQLError(generic, { originalError: error instanceof Error ? error : new Error(String(error)) });
  const headers = new Map(error.details.retryAfter === undefined ? [] : [['retry-after', String(error.details.retryAfter)]]);
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, ...error.details, http: { status: statusOf(error.code), headers } },
  });
}

export interface ShapeErrorOptions {
  requestId: string;
  log: Logger;
  isProduction: boolean;
}

/** Shapes an error for its client. Unexpected errors are masked, and logged under the request id. */
export function shapeError(error: GraphQLError, { requestId, log, isProduction }: ShapeErrorOptions): GraphQLFormattedError {
  const code = codeOf(error);
  const { locations, path } = error.toJSON();
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (code === 'INTERNAL_SERVER_ERROR') {
    log.error(
      { err: error.originalError ?? error, requestId, subgraph: error.extensions['serviceName'], reason: error.message },
      'unexpected error',
    );
    return { message: generic, ...place, extensions: { code, requestId } };
  }
  const { field, retryAfter, currentRevision } = error.extensions;
  const message = isProduction ? error.message.replace(/ Did you mean .+\?$/, '') : error.message;
  return {
    message,
    ...place,
    extensions: {
      code,
      ...(typeof field === 'string' && { field }),
      ...(typeof retryAfter === 'number' && { retryAfter }),
      ...(typeof currentRevision === 'number' && { currentRevision }),
      requestId,
    },
  };
}

/** The code of `ErrorCode` that an error counts as. */
export function codeOf(error: GraphQLError): ErrorCode {
  // Apollo Server puts what validation found under one code; the rule's own code, or the field it named, says more.
  const inner = error.originalError instanceof GraphQLError ? error.originalError.extensions['code'] : undefined;
  const outer =
    error.extensions['code'] === 'GRAPHQL_VALIDATION_FAILED' && error.extensions['field'] !== undefined
      ? 'BAD_USER_INPUT'
      : error.extensions['code'];
  const code = typeof inner === 'string' ? inner : outer;
  // Apollo Server gives some of a client's mistakes, such as a persisted query's wrong version, a status and no code.
  if (typeof code !== 'string') return isClientsMistake(error) ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR';
  const isFromSubgraph = error.extensions['serviceName'] !== undefined;
  // A plan that its subgraph does not understand is our fault, not the client's.
  if (isFromSubgraph && code.startsWith('GRAPHQL_')) return 'INTERNAL_SERVER_ERROR';
  if (code === 'GRAPHQL_PARSE_FAILED' && /more tha[nt] \d+ tokens/.test(error.message)) return 'OPERATION_TOO_COMPLEX';
  return translations[code] ?? errorCodes.find((known) => known === code) ?? 'INTERNAL_SERVER_ERROR';
}

function isClientsMistake({ extensions: { http } }: GraphQLError): boolean {
  const status = typeof http === 'object' && http !== null && 'status' in http ? http.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
}
