/** A subscription that survives its socket: it resumes after its last cursor, until it ends or cannot resume. */
import type { AnyDocument } from '../document.ts';
import { type AgoraError, fail, isAgoraError, type GraphQLFailure, toAgoraError } from '../errors.ts';
import { delayAfter, isPassing } from '../http/resend.ts';
import { waitOrOnline } from '../wait.ts';
import type { Connection, LiveAnswer } from './connection.ts';

/** The state of a subscription's connection. */
export type LiveStatus =
  | { readonly status: 'connecting' }
  | { readonly status: 'live' }
  /** It failed and will be tried again. */
  | { readonly status: 'waiting'; readonly error: AgoraError };

export interface Follow {
  document: AnyDocument;
  variables: Record<string, unknown>;
  signal: AbortSignal;
  onStatus?: ((status: LiveStatus) => void) | undefined;
  /** Whether an event lacks its item, so that it is requested again. */
  isBroken?: (data: Record<string, unknown>) => boolean;
}

export interface FollowDeps {
  socket: Connection;
  /** The id of the viewer. */
  userId: () => string | null;
}

export interface FollowedEvent {
  data: Record<string, unknown>;
  errors: AgoraError[];
}

/** A server that ends cuts all of its clients at once: they come back one after another. */
const spreadMs = 1_000;
/** An event that arrives broken this often is skipped. */
const maxTriesOfEvent = 3;

/**
 * The events of a subscription.
 *
 * Ends without an error when aborted.
 *
 * @throws AgoraError when it cannot resume: `CURSOR_EXPIRED`, `UNAUTHENTICATED`, `BAD_USER_INPUT` …
 */
export async function* follow({ socket, userId }: FollowDeps, options: Follow): AsyncGenerator<FollowedEvent, void> {
  const { document, signal, onStatus, isBroken } = options;
  const { resumes } = document;
  const startedAs = userId();
  let variables = options.variables;
  let failures = 0;
  let broken = 0;
  const unlisten = socket.onOpen(() => onStatus?.({ status: 'live' }));
  try {
    while (!signal.aborted) {
      onStatus?.({ status: socket.isOpen() ? 'live' : 'connecting' });
      const events = socket.iterate({ query: document.text, variables });
      try {
        for await (const { data, errors } of untilAborted(events, signal)) {
          const failed = (errors ?? []).map(toAgoraError);
          const isUseless = !data || (failed.length > 0 && isBroken?.(data) === true);
          if (isUseless && ++broken < maxTriesOfEvent) throw fail('NETWORK_FAILED', 'An event arrived without its item.', failed[0]);
          broken = 0;
          failures = 0;
          if (!data) throw failed[0] ?? fail('INTERNAL_SERVER_ERROR', 'An event came without data.');
          const cursor = resumes && (data[resumes.event] as { cursor?: unknown } | null)?.cursor;
          if (resumes && typeof cursor === 'string') variables = { ...variables, [resumes.after]: cursor };
          yield { data, errors: failed };
        }
        // A subscription with a cursor has no end; a server that shuts down completes it, and another continues.
        if (!resumes) return;
        throw fail('NETWORK_FAILED', 'The server has ended the subscription.');
      } catch (thrown) {
        if (signal.aborted) return;
        const error = toError(thrown);
        if (startedAs !== null && userId() !== startedAs)
          throw fail('UNAUTHENTICATED', 'The account that started this subscription has signed out.', error);
        if (!isPassing(error)) throw error;
        onStatus?.({ status: 'waiting', error });
        await waitOrOnline(delayAfter(error, failures++) + Math.random() * spreadMs, signal);
      } finally {
        void events.return?.();
      }
    }
  } finally {
    unlisten();
  }
}

/** Ends at once when aborted, also while a socket opens or an event is awaited. */
async function* untilAborted(events: AsyncIterator<LiveAnswer>, signal: AbortSignal): AsyncGenerator<LiveAnswer, void> {
  while (!signal.aborted) {
    let abort = (): void => undefined;
    const next = new Promise<IteratorResult<LiveAnswer, unknown>>((resolve, reject) => {
      abort = () => resolve({ done: true, value: undefined });
      signal.addEventListener('abort', abort, { once: true });
      events.next().then(resolve, reject);
    });
    const { value, done } = await next.finally(() => signal.removeEventListener('abort', abort));
    if (done || signal.aborted) return;
    yield value;
  }
}

/** Converts the cause that ended a subscription: errors of an answer, an event of the socket, or an `AgoraError`. */
function toError(thrown: unknown): AgoraError {
  if (isAgoraError(thrown)) return thrown;
  const [first] = Array.isArray(thrown) ? (thrown as GraphQLFailure[]) : [];
  return first ? toAgoraError(first) : fail('NETWORK_FAILED', 'The connection was lost.', thrown);
}
