/** The socket of a client: opened for the first subscription, closed after the last, and replaced when it is dead. */
import { type Client, createClient, type SubscribePayload } from 'graphql-ws/client';
import { environment } from '../environment.ts';
import { failInput, type GraphQLFailure } from '../errors.ts';
import type { KeepFresh } from '../auth/keep-fresh.ts';

/** The `WebSocket` class of browsers and Node 22, or that of the package `ws`. */
export type WebSocketClass = new (url: string, protocols?: string | string[]) => object;

const pingEveryMs = 10_000;
const pongWithinMs = 5_000;
const openWithinMs = 10_000;
/** Kept open for a moment, so that the next subscription can reuse it. */
const keptOpenMs = 3_000;
const sessionEndedCode = 4403;
const noWebSocket =
  'Subscriptions need a WebSocket, and this platform has none. Pass one as the option `webSocket` of createClient: ' +
  "on Node 20 that of the package `ws` (`import { WebSocket } from 'ws'`).";

/** An event of the socket. */
export interface LiveAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFailure[];
}

export interface Socket {
  /**
   * Yields events until the subscription or the socket ends; the cause of the end is thrown.
   *
   * @throws AgoraError `BAD_USER_INPUT` where there is no `WebSocket`.
   */
  iterate: (payload: SubscribePayload) => AsyncIterableIterator<LiveAnswer>;
  isOpen: () => boolean;
  /** Calls the listener each time the socket opens. @returns A function that stops it. */
  onOpen: (listener: () => void) => () => void;
  /** Closes the socket; subscriptions open it again. */
  cut: () => void;
  dispose: () => void;
}

export interface SocketOptions {
  url: string;
  webSocket?: WebSocketClass | undefined;
  fresh: KeepFresh;
}

export function createSocket({ url, webSocket, fresh }: SocketOptions): Socket {
  const listeners = new Set<() => void>();
  let isOpen = false;
  let used: string | null = null;
  let rejected: string | null = null;
  let deadline: ReturnType<typeof setTimeout> | undefined;
  const expectWithin = (delayMs: number): void => {
    clearTimeout(deadline);
    deadline = setTimeout(() => client?.terminate(), delayMs);
  };
  let client: Client | undefined;
  /** Runs for the first subscription: a program without subscriptions needs no `WebSocket`. */
  const open = (): Client => {
    if (!webSocket && !environment.WebSocket) throw failInput('webSocket', noWebSocket);
    return createClient({
      url: url.replace(/^http/, 'ws'),
      ...(webSocket && { webSocketImpl: webSocket }),
      // `follow` resumes subscriptions itself, after their last cursor.
      retryAttempts: 0,
      keepAlive: pingEveryMs,
      lazyCloseTimeout: keptOpenMs,
      connectionParams: async () => {
        used = await fresh(rejected);
        return used === null ? {} : { authorization: `Bearer ${used}` };
      },
      on: {
        connecting: () => expectWithin(openWithinMs),
        connected: () => {
          clearTimeout(deadline);
          isOpen = true;
          for (const listener of listeners) listener();
        },
        ping: (isReceived) => {
          if (!isReceived) expectWithin(pongWithinMs);
        },
        pong: (isReceived) => {
          if (isReceived) clearTimeout(deadline);
        },
        closed: (event) => {
          isOpen = false;
          clearTimeout(deadline);
          // The token was refused, or its session has ended; a refresh finds out.
          if ((event as { code?: number }).code === sessionEndedCode) rejected = used;
        },
      },
    });
  };
  return {
    iterate: (payload) => (client ??= open()).iterate(payload) as unknown as AsyncIterableIterator<LiveAnswer>,
    isOpen: () => isOpen,
    onOpen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    cut: () => client?.terminate(),
    dispose: () => {
      clearTimeout(deadline);
      // A socket that is still opening may fail here.
      Promise.resolve(client?.dispose()).catch(() => undefined);
    },
  };
}
