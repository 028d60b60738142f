/** The client: one for each account that an app has signed in. */
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
import { createSocket, type WebSocketClass } from './live/socket.ts';

export interface ClientOptions {
  /** The API's address: `https://agora.example/graphql`; in browsers a path is enough. */
  url: string;
  /** Where the session is kept. @defaultValue the browser's `localStorage`, or memory */
  storage?: SessionStorage;
  /** @defaultValue the global `fetch` */
  fetch?: typeof fetch;
  /** Used by subscriptions alone; on Node 20, which has none, the class of the package `ws`. @defaultValue the global `WebSocket` */
  webSocket?: WebSocketClass;
  /** How long one try may take; uploads may take any time. @defaultValue 20,000 */
  timeoutMs?: number;
  /** Told of what is missing in answers that came in part, because a part of the server is away. */
  onPartial?: (errors: readonly AgoraError[]) => void;
}

export interface RequestOptions {
  /** Ends it; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Told of what is missing in this answer, in place of the client's `onPartial`. */
  onPartial?: (errors: readonly AgoraError[]) => void;
  /** Told how much of the files has been sent, from 0 to 1. */
  onProgress?: (share: number) => void;
}

export interface SubscribeOptions {
  /** Ends it. */
  signal?: AbortSignal;
  /** Told whenever it connects, is live, or waits to try again. */
  onStatus?: (status: LiveStatus) => void;
  /** Told of what is missing in an event. */
  onPartial?: (errors: readonly AgoraError[]) => void;
}

export interface Client {
  /** Signing in and out, and who is signed in. */
  readonly auth: Auth;
  /** The operations that the SDK brings: `await client.api.createPost({ input: { text } })`. */
  readonly api: Api;
  /** Lists that stay true by themselves. */
  readonly live: Live;
  /**
   * Asks. Tried again where that helps, up to 5 times.
   *
   * Where a part of the server is away, its fields are null and `onPartial` is told; the promise rejects when nothing came at all.
   *
   * @throws AgoraError
   */
  query: <Data, Variables>(document: TypedDocument<Data, Variables>, variables: Variables, options?: RequestOptions) => Promise<Data>;
  /**
   * Changes something. Tried again only where that is safe: the schema says that the mutation is idempotent, or it takes
   * an `idempotencyKey`, which the client fills in.
   *
   * Files among the variables (`File`, `Blob`) are uploaded.
   *
   * @throws AgoraError
   */
  mutate: <Data, Variables>(document: TypedDocument<Data, Variables>, variables: Variables, options?: RequestOptions) => Promise<Data>;
  /**
   * Events as they come. A lost connection is taken up again after the last event's cursor where the subscription has one.
   *
   * @throws AgoraError when it cannot go on: `CURSOR_EXPIRED`, `UNAUTHENTICATED` …
   */
  subscribe: <Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    options?: SubscribeOptions,
  ) => AsyncGenerator<Data, void>;
  /**
   * Uploads a file and waits until it can be shown: `mediaIds: [(await client.upload({ file })).id]`.
   *
   * @throws AgoraError with why it was refused, or could not be made fit to be shown.
   */
  upload: (input: UploadInput, options?: UploadOptions) => Promise<MediaFieldsFragment>;
  /**
   * Ends all that is live, closes the socket and stops listening to other tabs; the session stays. Call it where a client is replaced by
   * another while the program goes on. A program that is through needs not: once its loops are left, nothing keeps it running.
   */
  dispose: () => void;
}

/** Makes a client. Nothing is sent until it is used. */
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
      // The token was refused before anything ran.
      if (!isAgoraError(error) || error.code !== 'UNAUTHENTICATED' || error.path.length > 0 || accessToken === null) throw error;
      const renewed = await auth.fresh(accessToken);
      // What one account began is not done as another that has signed in meanwhile.
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
  const socket = createSocket({ url: href, webSocket, fresh: auth.fresh });
  const userId = (): string | null => (auth.state.status === 'signed-in' ? auth.state.userId : null);
  let connectedAs = userId();
  auth.onChange(() => {
    if (userId() !== connectedAs) socket.cut();
    connectedAs = userId();
  });
  /** Queries and mutations alike: the document says how it may be sent. */
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

/** The variables with an idempotency key where the mutation takes one: the same for each try. */
function withKey({ keyedBy }: AnyDocument, variables: object): object {
  const input = keyedBy === undefined ? undefined : (variables as Record<string, object | null | undefined>)[keyedBy];
  if (keyedBy === undefined || !input) return variables;
  return {
    ...variables,
    [keyedBy]: { ...input, idempotencyKey: (input as { idempotencyKey?: string | null }).idempotencyKey ?? randomText() },
  };
}
