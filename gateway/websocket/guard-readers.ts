/** Drops sockets whose reader is gone or does not read, so that what waits for it does not pile up. */
import type { WebSocket } from 'ws';
import type { Logger } from '#lib/observe/log.ts';
import { guard } from '#lib/core/guard.ts';
import { pingSockets } from '#lib/sockets/ping-sockets.ts';

/** Try again later: clients of graphql-transport-ws reconnect after it, and resume from their last cursor. */
export const tooSlowCode = 1013;
const maxBufferedBytes = 1_000_000;
const patienceMs = 3_000;
const lookEveryMs = 1_000;
const closeGraceMs = 2_000;

export interface ReaderGuard extends Disposable {
  add: (socket: WebSocket) => void;
  /** Closes a socket with a code that its client can resume from, and drops it when even that is not read. */
  dropSlow: (socket: WebSocket) => void;
}

export function guardReaders({ log }: { log: Logger }): ReaderGuard {
  const slowSinceMs = new Map<WebSocket, number | null>();
  const pings = pingSockets({ log });
  const dropSlow = (socket: WebSocket): void => {
    socket.close(tooSlowCode, 'Too slow: resume from the last cursor');
    setTimeout(() => socket.terminate(), closeGraceMs).unref();
  };
  const look = (): void => {
    const nowMs = performance.now();
    for (const [socket, sinceMs] of slowSinceMs) {
      if (socket.bufferedAmount <= maxBufferedBytes) slowSinceMs.set(socket, null);
      else if (sinceMs === null) slowSinceMs.set(socket, nowMs);
      else if (nowMs - sinceMs >= patienceMs) dropSlow(socket);
    }
  };
  const looking = setInterval(guard({ log, what: 'readers of sockets' }, look), lookEveryMs);
  looking.unref();
  return {
    add: (socket) => {
      slowSinceMs.set(socket, null);
      pings.add(socket);
      socket.once('close', () => slowSinceMs.delete(socket));
    },
    dropSlow,
    [Symbol.dispose]: () => {
      clearInterval(looking);
      pings[Symbol.dispose]();
    },
  };
}
