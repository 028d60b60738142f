/** The socket of a client: opened for the first subscription, closed after the last, and replaced when it is dead. */
import { type Client, createClient } from 'graphql-ws/client';
import { environment } from '../environment.ts';
import type { KeepFresh } from '../auth/keep-fresh.ts';
import type { Connection, LiveAnswer } from './connection.ts';

/** The `WebSocket` class of browsers and Node 22, or that of the package `ws`. */
export type WebSocketClass = new (url: string, protocols?: string | string[]) => object;

const pingEveryMs = 10_000;
const pongWithinMs = 5_000;
const openWithinMs = 10_000;
/** Kept open for a moment, so that the next subscription can reuse it. */
const keptOpenMs = 3_000;
const sessionEndedCode = 4403;
/** Codes of a socket that was closed without a word of the server, or that did not open in time. */
const silentCodes = [1006, 4499];

export interface Socket extends Connection {
  /** Whether this platform has sockets. */
  isPossible: () => boolean;
}

export interface SocketOptions {
  url: string;
  webSocket?: WebSocketClass | undefined;
  fresh: KeepFresh;
  /** Called when a socket could not be opened. */
  onFailed: () => void;
}

export function createSocket({ url, webSocket, fresh, onFailed }: SocketOptions): Socket {
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
  /** Runs for the first subscription: a program without subscriptions opens no socket. */
  const open = (): Client => {
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
          const { code } = event as { code?: number };
          if (!isOpen && code !== undefined && silentCodes.includes(code)) onFailed();
          isOpen = false;
          clearTimeout(deadline);
          // The token was refused, or its session has ended; a refresh finds out.
          if (code === sessionEndedCode) rejected = used;
        },
      },
    });
  };
  return {
    iterate: (payload) => (client ??= open()).iterate(payload) as unknown as AsyncIterableIterator<LiveAnswer>,
    isPossible: () => webSocket !== undefined || environment.WebSocket !== undefined,
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
