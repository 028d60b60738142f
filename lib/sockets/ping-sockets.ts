import type { WebSocket } from 'ws';
import type { Logger } from '../observe/log.ts';
import { guard } from '../core/guard.ts';

/** Each socket is pinged once in so many seconds; ten thousand at once would hold everything else up. */
const turnCount = 20;
const turnMs = 1_000;

export interface SocketPings extends Disposable {
  /** Begins to ping a socket, until it closes. */
  add: (socket: WebSocket) => void;
}

/** Drops sockets whose other side no longer answers. */
export function pingSockets({ log }: { log: Logger }): SocketPings {
  /** Whether each socket has answered, by the second in which it is pinged. */
  const turns = Array.from({ length: turnCount }, () => new Map<WebSocket, boolean>());
  let [added, passed] = [0, 0];
  const ofTurn = (index: number): Map<WebSocket, boolean> => turns[index % turnCount] as Map<WebSocket, boolean>;
  const ping = (): void => {
    const turn = ofTurn((passed += 1));
    for (const [socket, hasAnswered] of turn) {
      if (!hasAnswered) socket.terminate();
      turn.set(socket, false);
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  };
  const timer = setInterval(guard({ log, what: 'pings of sockets' }, ping), turnMs);
  timer.unref();
  return {
    add: (socket) => {
      const turn = ofTurn((added += 1));
      turn.set(socket, true);
      socket.on('pong', () => turn.set(socket, true));
      socket.once('close', () => turn.delete(socket));
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
