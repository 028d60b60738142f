/** How a client's subscriptions reach the server: over one socket, or over HTTP where no socket can be opened. */
import type { SubscribePayload } from 'graphql-ws/client';
import type { GraphQLFailure } from '../errors.ts';
import { createSocket, type SocketOptions } from './socket.ts';
import { createStreams, type StreamsOptions } from './streams.ts';

/** An event of a subscription. */
export interface LiveAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFailure[];
}

export interface Connection {
  /** Yields events until the subscription or the connection ends; the cause of the end is thrown. */
  iterate: (payload: SubscribePayload) => AsyncIterableIterator<LiveAnswer>;
  isOpen: () => boolean;
  /** Calls the listener each time a connection opens. @returns A function that stops it. */
  onOpen: (listener: () => void) => () => void;
  /** Closes what is open; subscriptions open it again. */
  cut: () => void;
  dispose: () => void;
}

/** A server that restarts refuses a socket once; a network without sockets each time. */
const maxSocketFailures = 2;
/** Where sockets cannot be opened, HTTP is used so long before one is tried again. */
const streamsForMs = 300_000;

export type ConnectionOptions = Omit<SocketOptions, 'onFailed'> & StreamsOptions & { now?: () => number };

export function createConnection({ webSocket, now = Date.now, ...options }: ConnectionOptions): Connection {
  let failures = 0;
  let streamsUntilMs = 0;
  const socket = createSocket({
    ...options,
    webSocket,
    onFailed: () => {
      failures += 1;
    },
  });
  const streams = createStreams(options);
  socket.onOpen(() => {
    failures = 0;
  });
  streams.onOpen(() => {
    if (failures > 0) streamsUntilMs = now() + streamsForMs;
  });
  const choose = (): Connection => {
    if (!socket.isPossible() || now() < streamsUntilMs) return streams;
    if (failures < maxSocketFailures) return socket;
    // The next try is a socket's again, unless this one opens.
    failures -= 1;
    return streams;
  };
  const both = [socket, streams];
  return {
    iterate: (payload) => choose().iterate(payload),
    isOpen: () => both.some(({ isOpen }) => isOpen()),
    onOpen: (listener) => {
      const ends = both.map(({ onOpen }) => onOpen(listener));
      return () => {
        for (const end of ends) end();
      };
    },
    cut: () => {
      for (const { cut } of both) cut();
    },
    dispose: () => {
      for (const { dispose } of both) dispose();
    },
  };
}
