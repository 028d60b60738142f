/** The client. An app with several accounts creates one for each. */
import type { MediaFieldsFragment } from '../generated/operations.ts';
import { createApi, type Api } from './api.ts';
import { createAuth, type Auth } from './auth/auth.ts';
import { createBrowserStorage, type SessionStorage } from './auth/session.ts';
import type { AnyDocument, TypedDocument } from './document.ts';
import { environment } from './environment.ts';
import { type AgoraError, isAgoraError } from './errors.ts';
import { randomText } from './http/multipart.ts';
import { resend } from './http/resend.ts';
import { type Answer, createSend } from './http/send.ts';
import { follow, type LiveStatus } from './live/follow.ts';
import { iterate } from './live/iterate.ts';
import { createLive, type Live } from './live/live.ts';
import { upload, type UploadInput, type UploadOptions } from './upload.ts';
import { createConnection } from './live/connection.ts';
import type { WebSocketClass } from './live/socket.ts';

export interface ClientOptions {
  /** The address of the API: `https://agora.example/graphql`; in browsers a path is enough. */
  url: string;
  /** The storage of the session. @defaultValue `localStorage` in browsers, memory elsewhere */
  storage?: SessionStorage;
  /** Sends HTTP requests. @defaultValue the global `fetch` */
  fetch?: typeof fetch;
  /** For subscriptions, which go over HTTP where there is none, or none can be opened. @defaultValue the global `WebSocket` */
  webSocket?: WebSocketClass;
  /** The limit of one try, in milliseconds; uploads have none. @defaultValue 20,000 */
  timeoutMs?: number;
  /** Called with the errors of a partial answer: fields are null because a part of the server is unavailable. */
  onPartial?: (errors: readonly AgoraError[]) => void;
}

export interface RequestOptions {
  /** Aborts the request; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Called with the errors of a partial answer, instead of the client's `onPartial`. */
  onPartial?: (errors: readonly AgoraError[]) => void;
  /** Called with the uploaded share of the files, from 0 to 1. */
  onProgress?: (share: number) => void;
}

export interface SubscribeOptions {
  /** Ends the subscription. */
  signal?: AbortSignal;
  /** Called with each change of the connection: connecting, live, or waiting to try again. */
  onStatus?: (status: LiveStatus) => void;
  /** Called with the errors of a partial event. */
  onPartial?: (errors: readonly AgoraError[]) => void;
}

export interface Client {
  /** Signs up, in and out; has the state of the session. */
  readonly auth: Auth;
  /** The operations of the SDK as methods: `await client.api.createPost({ input: { text } })`. */
  readonly api: Api;
  /** Live lists: a page, then new items. */
  readonly live: Live;
  /**
   * Sends a query. It is tried up to 5 times where trying again can help.
   *
   * Where a part of the server is unavailable, its fields are null and `onPartial` is called. The promise rejects when
   * all fields are missing.
   *
   * @throws AgoraError
   */
  query: <Data, Variables>(document: TypedDocument<Data, Variables>, variables: Variables, options?: RequestOptions) => Promise<Data>;
  /**
   * Sends a mutation. It is tried again only where that is safe: the schema calls it idempotent, or it takes an
   * `idempotencyKey`, which the client fills in.
   *
   * Files among the variables (`File`, `Blob`) are uploaded.
   *
   * @throws AgoraError
   */
  mutate: <Data, Variables>(document: TypedDocument<Data, Variables>, variables: Variables, options?: RequestOptions) => Promise<Data>;
  /**
   * Starts a subscription. After a lost connection it resumes after the last event's cursor, where events have one.
   *
   * @throws AgoraError when it cannot resume: `CURSOR_EXPIRED`, `UNAUTHENTICATED` …
   */
  subscribe: <Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    options?: SubscribeOptions,
  ) => AsyncGenerator<Data, void>;
  /**
   * Uploads a file and waits until it is processed: `mediaIds: [(await client.upload({ file })).id]`.
   *
   * @throws AgoraError with the reason when the file is refused or cannot be processed.
   */
  upload: (input: UploadInput, options?: UploadOptions) => Promise<MediaFieldsFragment>;
  /**
   * Ends all subscriptions, closes their connections and stops listening to other tabs; the session stays. A program needs it
   * only when it continues without this client: once its loops are left, nothing keeps the program running.
   */
  dispose: () => void;
}

/** Creates a client. It sends nothing until it is used. */
export function createClient({
  url,
  storage,
  fetch = globalThis.fetch.bind(globalThis),
  webSocket,
  timeoutMs = 20_000,
  onPartial,
}: ClientOptions): Client {
  const { href } = new URL(url, environment.location?.href);
  const name = `agora ${href}`;
  const send = createSend({ url: href, fetch, timeoutMs });

  const run = async (document: AnyDocument, given: object, options: RequestOptions = {}): Promise<Answer> => {
    const { signal, onProgress } = options;
    const variables = withKey(document, given);
    const isSafe = document.kind === 'query' || document.isIdempotent === true || document.keyedBy !== undefined;
    const sendAs = async (accessToken: string | null): Promise<Answer> =>
      await resend(() => send({ document, variables, accessToken, signal, onProgress }), { signal, isSafe });
    const startedAs = userId();
    const accessToken = await auth.fresh();
    try {
      return await sendAs(accessToken);
    } catch (error) {
      // The server refused the token before it ran anything, so sending again is safe.
      if (!isAgoraError(error) || error.code !== 'UNAUTHENTICATED' || error.path.length > 0 || accessToken === null) throw error;
      const renewed = await auth.fresh(accessToken);
      // A request of one account must not run as another that has signed in meanwhile.
      if (userId() !== startedAs) throw error;
      return await sendAs(renewed);
    }
  };
  const read = async (document: AnyDocument, variables: object, options: RequestOptions = {}): Promise<Answer['data']> => {
    const { data, errors } = await run(document, variables, options);
    if (errors.length > 0) (options.onPartial ?? onPartial)?.(errors);
    return data;
  };

  const auth = createAuth({
    storage: storage ?? createBrowserStorage(name),
    send,
    mutate: async (document) => await run(document, {}),
    lockName: name,
  });
  const closing = new AbortController();
  const socket = createConnection({ url: href, webSocket, fetch, fresh: auth.fresh });
  const userId = (): string | null => (auth.state.status === 'signed-in' ? auth.state.userId : null);
  let connectedAs = userId();
  auth.onChange(() => {
    if (userId() !== connectedAs) socket.cut();
    connectedAs = userId();
  });
  /** Also sends mutations: the document says whether it may be sent again. */
  const query: Client['query'] = async (document, variables, options) => (await read(document, variables as object, options)) as never;
  const api = createApi(read);
  return {
    auth,
    api,
    live: createLive({ socket, userId, query, closing: closing.signal }),
    query,
    mutate: query,
    upload: async (input, options) => await upload(api, input, options),
    subscribe: <Data, Variables>(document: TypedDocument<Data, Variables>, variables: Variables, options: SubscribeOptions = {}) =>
      iterate(
        async function* (signal) {
          const events = follow(
            { socket, userId },
            { document, variables: variables as Record<string, unknown>, signal, onStatus: options.onStatus },
          );
          for await (const { data, errors } of events) {
            if (errors.length > 0) (options.onPartial ?? onPartial)?.(errors);
            yield data as Data;
          }
        },
        options.signal,
        closing.signal,
      ),
    dispose: () => {
      closing.abort();
      auth.dispose();
      socket.dispose();
    },
  };
}

/** Adds an idempotency key where the mutation takes one; every try sends the same key. */
function withKey({ keyedBy }: AnyDocument, variables: object): object {
  const input = keyedBy === undefined ? undefined : (variables as Record<string, object | null | undefined>)[keyedBy];
  if (keyedBy === undefined || !input) return variables;
  return {
    ...variables,
    [keyedBy]: { ...input, idempotencyKey: (input as { idempotencyKey?: string | null }).idempotencyKey ?? randomText() },
  };
}
