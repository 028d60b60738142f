/** Drops sockets whose reader is gone or does not read, so that what waits for it does not pile up. */
import type { WebSocket } from 'ws';
import type { Logger } from '#lib/observe/log.ts';
import { guard } from '#lib/service/guard.ts';

/** Try again later: clients of graphql-transport-ws reconnect after it, and resume from their last cursor. */
export const tooSlowCode = 1013;
const maxBufferedBytes = 1_000_000;
const patienceMs = 3_000;
const lookEveryMs = 1_000;
const pingEveryMs = 12_000;
const closeGraceMs = 2_000;

export interface ReaderGuard extends Disposable {
  add: (socket: WebSocket) => void;
  /** Closes a socket with a code that its client can resume from, and drops it when even that is not read. */
  dropSlow: (socket: WebSocket) => void;
}

export function guardReaders({ log }: { log: Logger }): ReaderGuard {
  const sockets = new Map<WebSocket, { isAlive: boolean; slowSinceMs: number | null }>();
  const dropSlow = (socket: WebSocket): void => {
    socket.close(tooSlowCode, 'Too slow: resume from the last cursor');
    setTimeout(() => socket.terminate(), closeGraceMs).unref();
  };
  const look = (): void => {
    const nowMs = performance.now();
    for (const [socket, state] of sockets) {
      if (socket.bufferedAmount <= maxBufferedBytes) state.slowSinceMs = null;
      else if (state.slowSinceMs === null) state.slowSinceMs = nowMs;
      else if (nowMs - state.slowSinceMs >= patienceMs) dropSlow(socket);
    }
  };
  const ping = (): void => {
    for (const [socket, state] of sockets) {
      if (!state.isAlive) socket.terminate();
      state.isAlive = false;
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  };
  const looking = setInterval(guard({ log, what: 'readers of sockets' }, look), lookEveryMs);
  const pinging = setInterval(guard({ log, what: 'pings of sockets' }, ping), pingEveryMs);
  looking.unref();
  pinging.unref();
  return {
    add: (socket) => {
      const state = { isAlive: true, slowSinceMs: null };
      sockets.set(socket, state);
      socket.on('pong', () => {
        state.isAlive = true;
      });
      socket.once('close', () => sockets.delete(socket));
    },
    dropSlow,
    [Symbol.dispose]: () => {
      clearInterval(looking);
      clearInterval(pinging);
    },
  };
}
