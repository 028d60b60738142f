import type { WebSocket } from 'ws';
import type { Logger } from '../observe/log.ts';
import { guard } from '../core/guard.ts';

const pingEveryMs = 12_000;

export interface SocketPings extends Disposable {
  /** Begins to ping a socket, until it closes. */
  add: (socket: WebSocket) => void;
}

/** Drops sockets whose other side no longer answers. */
export function pingSockets({ log }: { log: Logger }): SocketPings {
  const answered = new Map<WebSocket, boolean>();
  const ping = (): void => {
    for (const [socket, hasAnswered] of answered) {
      if (!hasAnswered) socket.terminate();
      answered.set(socket, false);
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  };
  const timer = setInterval(guard({ log, what: 'pings of sockets' }, ping), pingEveryMs);
  timer.unref();
  return {
    add: (socket) => {
      answered.set(socket, true);
      socket.on('pong', () => answered.set(socket, true));
      socket.once('close', () => answered.delete(socket));
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
