/** Errors as one union over `code`, so that a `switch` can be exhaustive. */
import { errorCodes, type ErrorCode } from '../generated/error-codes.ts';

/** An error in a GraphQL answer. */
export interface GraphQLFailure {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; field?: string; retryAfter?: number; requestId?: string };
}

/** The members that all errors have besides `code`. */
export class AgoraFailure extends Error {
  override readonly name = 'AgoraError';
  /** The path of the missing data in the answer; empty where the whole operation failed. */
  readonly path: readonly (string | number)[];
  /** The id of the request in the server's log. */
  readonly requestId: string | undefined;

  constructor(
    message: string,
    { path = [], requestId, cause }: { path?: readonly (string | number)[]; requestId?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.path = path;
    this.requestId = requestId;
  }
}

interface Details {
  BAD_USER_INPUT: {
    /** The path of the rejected argument: `input.text`. */
    readonly field?: string;
  };
  CONFLICT: {
    /** The argument whose value is taken. */
    readonly field?: string;
  };
  RATE_LIMITED: {
    /** Seconds after which the same request can succeed. */
    readonly retryAfter?: number;
  };
  /** A code that is newer than this client. */
  UNKNOWN: {
    readonly serverCode: string;
  };
}

/** The codes of the API, `NETWORK_FAILED` where no answer arrived, `UNKNOWN` for codes newer than this client. */
export type AgoraErrorCode = ErrorCode | 'NETWORK_FAILED' | 'UNKNOWN';

type Failure<Code extends AgoraErrorCode> = AgoraFailure & { readonly code: Code } & (Code extends keyof Details ? Details[Code] : unknown);

/** Every error of the client, except an aborted signal, whose reason is thrown as it is. */
export type AgoraError = { [Code in AgoraErrorCode]: Failure<Code> }[AgoraErrorCode];

/** Whether a thrown value is an error of the client: `catch (error) { if (isAgoraError(error)) switch (error.code) … }`. */
export function isAgoraError(thrown: unknown): thrown is AgoraError {
  return thrown instanceof AgoraFailure;
}

type OwnCode = 'NETWORK_FAILED' | 'NOT_FOUND' | 'UNAUTHENTICATED' | 'INTERNAL_SERVER_ERROR' | 'SUBGRAPH_UNAVAILABLE';

/** An error about an input of the program; `field` names the input. */
export function failInput(field: string, message: string): AgoraError {
  return Object.assign(new AgoraFailure(message), { code: 'BAD_USER_INPUT' as const, field });
}

export function fail(code: OwnCode, message: string, cause?: unknown): AgoraError {
  return Object.assign(new AgoraFailure(message, { cause }), { code });
}

/** Converts an error of an answer. */
export function toAgoraError({ message, path, extensions = {} }: GraphQLFailure): AgoraError {
  const { code = '', field, retryAfter, requestId } = extensions;
  const known = (errorCodes as readonly string[]).includes(code);
  return Object.assign(new AgoraFailure(message, { ...(path && { path }), requestId }), {
    code: known ? code : 'UNKNOWN',
    ...(!known && { serverCode: code }),
    ...(field !== undefined && { field }),
    ...(retryAfter !== undefined && { retryAfter }),
  }) as AgoraError;
}
