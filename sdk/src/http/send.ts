/** One request over HTTP. */
import type { AnyDocument } from '../document.ts';
import { type AgoraError, fail, type GraphQLFailure, toAgoraError } from '../errors.ts';
import { findFiles, toFormData, toStream } from './multipart.ts';
import { environment } from '../environment.ts';
import { sendWithProgress } from './send-with-progress.ts';

export interface SendRequest {
  document: AnyDocument;
  variables: object;
  accessToken: string | null;
  signal?: AbortSignal | undefined;
  /** Called with the uploaded share, 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
}

/** An answer with data: complete, or without the fields that `errors` name. */
export interface Answer {
  data: Record<string, unknown>;
  errors: AgoraError[];
}

/** @throws AgoraError when all fields are missing; the signal's reason when it is aborted. */
export type Send = (request: SendRequest) => Promise<Answer>;

export interface SendOptions {
  url: string;
  fetch: typeof fetch;
  /** The limit of one try; uploads have none. */
  timeoutMs: number;
}

export function createSend({ url, fetch, timeoutMs }: SendOptions): Send {
  return async ({ document, variables, accessToken, signal, onProgress }) => {
    const files = findFiles(variables);
    const headers: Record<string, string> = { accept: 'application/json', 'apollo-require-preflight': 'true' };
    if (accessToken !== null) headers['authorization'] = `Bearer ${accessToken}`;
    const operation = { query: document.text, variables };
    let text: string;
    let status: number;
    try {
      if (files.length > 0 && environment.XMLHttpRequest) {
        ({ text, status } = await sendWithProgress(environment.XMLHttpRequest, {
          url,
          headers,
          body: toFormData(operation, files),
          signal,
          onProgress,
        }));
      } else {
        const body =
          files.length > 0
            ? toStream(operation, files, { signal, onProgress })
            : { type: 'application/json', body: JSON.stringify(operation) };
        const response = await fetch(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': body.type },
          body: body.body,
          signal: limit(signal, files.length > 0 ? null : timeoutMs),
          ...(files.length > 0 && { duplex: 'half' }),
        });
        ({ status } = response);
        text = await response.text();
      }
    } catch (error) {
      signal?.throwIfAborted();
      throw fail('NETWORK_FAILED', 'The server could not be reached.', error);
    }
    return read(text, status);
  };
}

/** The signal of one try: the given one, and a timeout. */
function limit(signal: AbortSignal | undefined, timeoutMs: number | null): AbortSignal | null {
  if (timeoutMs === null) return signal ?? null;
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

function read(text: string, status: number): Answer {
  const { data, errors = [] } = parse(text);
  const failures = errors.map(toAgoraError);
  const [first] = failures;
  // An answer whose fields are all null, one of them by an error, has no data.
  const isEmpty = !data || Object.values(data).every((value) => value === null);
  if (first && isEmpty) throw first;
  if (!data) throw fail('NETWORK_FAILED', `The server answered with status ${status} and no data.`);
  return { data, errors: failures };
}

interface RawAnswer {
  data?: Record<string, unknown> | null;
  errors?: GraphQLFailure[];
}

function parse(text: string): RawAnswer {
  try {
    return (JSON.parse(text) ?? {}) as RawAnswer;
  } catch {
    // Most likely the error page of a proxy.
    return {};
  }
}
