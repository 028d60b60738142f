/** One subscription that outlives its socket: begun again after its last cursor, until it is over or cannot go on. */
import type { AnyDocument } from '../document.ts';
import { type AgoraError, fail, isAgoraError, type GraphQLFailure, toAgoraError } from '../errors.ts';
import { delayAfter, isPassing } from '../http/resend.ts';
import { waitOrOnline } from '../wait.ts';
import type { LiveAnswer, Socket } from './socket.ts';

/** How a subscription stands. */
export type LiveStatus =
  | { readonly status: 'connecting' }
  | { readonly status: 'live' }
  /** It is tried again by itself. */
  | { readonly status: 'waiting'; readonly error: AgoraError };

export interface Follow {
  document: AnyDocument;
  variables: Record<string, unknown>;
  signal: AbortSignal;
  onStatus?: ((status: LiveStatus) => void) | undefined;
  /** Whether an event lacks what it is about, so that it should be asked for again. */
  isBroken?: (data: Record<string, unknown>) => boolean;
}

export interface FollowDeps {
  socket: Socket;
  /** The id of who is signed in. */
  userId: () => string | null;
}

export interface FollowedEvent {
  data: Record<string, unknown>;
  errors: AgoraError[];
}

/** An event that comes broken this often is passed over: the others matter more. */
const maxTriesOfEvent = 3;

/**
 * The events of a subscription.
 *
 * @throws AgoraError with what keeps it from going on: `CURSOR_EXPIRED`, `UNAUTHENTICATED`, `BAD_USER_INPUT` …; ends quietly when aborted.
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
          if (isUseless && ++broken < maxTriesOfEvent) throw fail('NETWORK_FAILED', 'An event came without what it is about.', failed[0]);
          broken = 0;
          failures = 0;
          if (!data) throw failed[0] ?? fail('INTERNAL_SERVER_ERROR', 'An event came without data.');
          const cursor = resumes && (data[resumes.event] as { cursor?: unknown } | null)?.cursor;
          if (resumes && typeof cursor === 'string') variables = { ...variables, [resumes.after]: cursor };
          yield { data, errors: failed };
        }
        // Where there is a cursor there is no last event: a server that shuts down completes what can be taken up again.
        if (!resumes) return;
        throw fail('NETWORK_FAILED', 'The server has ended the subscription.');
      } catch (thrown) {
        if (signal.aborted) return;
        const error = toError(thrown);
        if (startedAs !== null && userId() !== startedAs) throw fail('UNAUTHENTICATED', 'Who began this has signed out.', error);
        if (!isPassing(error)) throw error;
        onStatus?.({ status: 'waiting', error });
        await waitOrOnline(delayAfter(error, failures++), signal);
      } finally {
        void events.return?.();
      }
    }
  } finally {
    unlisten();
  }
}

/** Ends at once when aborted, also while a socket is being opened or an event awaited. */
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

/** What ended a subscription: errors of an answer, an event of the socket, or an error of ours. */
function toError(thrown: unknown): AgoraError {
  if (isAgoraError(thrown)) return thrown;
  const [first] = Array.isArray(thrown) ? (thrown as GraphQLFailure[]) : [];
  return first ? toAgoraError(first) : fail('NETWORK_FAILED', 'The connection was lost.', thrown);
}
