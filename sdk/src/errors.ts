/** What can go wrong, as one union that a `switch` over `code` can go through exhaustively. */
import { errorCodes, type ErrorCode } from '../generated/error-codes.ts';

/** An error as GraphQL answers carry it. */
export interface GraphQLFailure {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; field?: string; retryAfter?: number; requestId?: string };
}

/** What all failures carry; `code` says which it is. */
export class AgoraFailure extends Error {
  override readonly name = 'AgoraError';
  /** Where in the answer data is missing because of it; empty where the whole operation failed. */
  readonly path: readonly (string | number)[];
  /** What the server logged it under. */
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
    /** The argument at fault as its path: `input.text`. */
    readonly field?: string;
  };
  CONFLICT: {
    /** The argument that is taken. */
    readonly field?: string;
  };
  RATE_LIMITED: {
    /** Seconds after which the same request can succeed. */
    readonly retryAfter?: number;
  };
  /** A code that this version of the client does not know. */
  UNKNOWN: {
    readonly serverCode: string;
  };
}

/** The codes of the API, `NETWORK_FAILED` where no answer came, and `UNKNOWN` for codes younger than this client. */
export type AgoraErrorCode = ErrorCode | 'NETWORK_FAILED' | 'UNKNOWN';

type Failure<Code extends AgoraErrorCode> = AgoraFailure & { readonly code: Code } & (Code extends keyof Details ? Details[Code] : unknown);

/** Every failure of the client but an aborted signal, whose reason is thrown as it is. */
export type AgoraError = { [Code in AgoraErrorCode]: Failure<Code> }[AgoraErrorCode];

/** Whether something thrown is a failure of the client: `catch (error) { if (isAgoraError(error)) switch (error.code) … }`. */
export function isAgoraError(thrown: unknown): thrown is AgoraError {
  return thrown instanceof AgoraFailure;
}

type OwnCode = 'NETWORK_FAILED' | 'UNAUTHENTICATED' | 'INTERNAL_SERVER_ERROR' | 'SUBGRAPH_UNAVAILABLE';

/** A failure whose fault lies with what the program gave: `field` names it. */
export function failInput(field: string, message: string): AgoraError {
  return Object.assign(new AgoraFailure(message), { code: 'BAD_USER_INPUT' as const, field });
}

export function fail(code: OwnCode, message: string, cause?: unknown): AgoraError {
  return Object.assign(new AgoraFailure(message, { cause }), { code });
}

/** An error of an answer as one of ours. */
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
