/** The one socket of a client: opened for the first subscription, closed after the last, and given up when it is dead. */
import { type Client, createClient, type SubscribePayload } from 'graphql-ws/client';
import { environment } from '../environment.ts';
import { failInput, type GraphQLFailure } from '../errors.ts';
import type { KeepFresh } from '../auth/keep-fresh.ts';

/** The `WebSocket` of browsers and of Node 22, or of the package `ws`. */
export type WebSocketClass = new (url: string, protocols?: string | string[]) => object;

const pingEveryMs = 10_000;
const pongWithinMs = 5_000;
const openWithinMs = 10_000;
/** Kept a moment, so that one subscription can follow another. */
const keptOpenMs = 3_000;
const sessionEndedCode = 4403;
const noWebSocket =
  'There is no WebSocket here, which subscriptions need. Pass one as the option `webSocket` of createClient: ' +
  "on Node 20 that of the package `ws` (`import { WebSocket } from 'ws'`).";

/** An event as it came. */
export interface LiveAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFailure[];
}

export interface Socket {
  /**
   * Events until the subscription or the socket ends; what ended it is thrown.
   *
   * @throws AgoraError `BAD_USER_INPUT` where there is no `WebSocket`.
   */
  iterate: (payload: SubscribePayload) => AsyncIterableIterator<LiveAnswer>;
  isOpen: () => boolean;
  /** Calls the listener whenever the socket has been opened. */
  onOpen: (listener: () => void) => () => void;
  /** Cuts it; subscriptions open it again. */
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
  /** Made for the first subscription: a program that has none needs no `WebSocket`. */
  const open = (): Client => {
    if (!webSocket && !environment.WebSocket) throw failInput('webSocket', noWebSocket);
    return createClient({
      url: url.replace(/^http/, 'ws'),
      ...(webSocket && { webSocketImpl: webSocket }),
      // Whoever subscribes does it again after its last cursor.
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
          // The token is refused, or its session has ended: a refresh tells which.
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
      // A socket that was just being opened and fails is closed as well.
      Promise.resolve(client?.dispose()).catch(() => undefined);
    },
  };
}
