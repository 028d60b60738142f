/** Closes the sockets of ended sessions: at once when Redis says so, and by looking again where a message could be missed. */
import type { Redis } from 'ioredis';
import type { WebSocket } from 'ws';
import { endedChannel, type EndedSessions } from '#lib/auth/ended-sessions.ts';
import type { Logger } from '#lib/observe/log.ts';
import { guard } from '#lib/core/guard.ts';

/** Forbidden, in the words of graphql-transport-ws: the session has ended. */
export const sessionEndedCode = 4403;
const lookEveryMs = 1_000;
const lookAnywayMs = 10_000;

export interface SessionWatch extends Disposable {
  /** Begins to watch the session of a socket, until the socket closes. */
  watch: (socket: WebSocket, sessionId: string) => void;
}

export interface WatchSessionsOptions {
  redis: Redis;
  sessions: EndedSessions;
  log: Logger;
}

export function watchSessions({ redis, sessions, log }: WatchSessionsOptions): SessionWatch {
  const sockets = new Map<string, Set<WebSocket>>();
  const end = (sessionId: string): void => {
    for (const socket of sockets.get(sessionId) ?? []) socket.close(sessionEndedCode, 'The session has ended');
  };
  let lookedAt = performance.now();
  const guarded = { log, what: 'ended sessions' };
  const look = guard(guarded, async () => {
    lookedAt = performance.now();
    if (sockets.size === 0) return;
    const { ended } = await sessions.among([...sockets.keys()]);
    for (const sessionId of ended) end(sessionId);
  });

  const subscriber = redis.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
  subscriber.on('error', (error) => log.debug({ err: error }, 'Redis is not reachable'));
  subscriber.on(
    'message',
    guard(guarded, (_channel: string, sessionId: string) => end(sessionId)),
  );
  // Messages published while the connection was away are not sent again.
  subscriber.on('ready', look);
  subscriber.subscribe(endedChannel).catch((error: unknown) => log.debug({ err: error }, 'not subscribed to ended sessions'));
  const timer = setInterval(() => {
    if (subscriber.status !== 'ready' || performance.now() - lookedAt > lookAnywayMs) look();
  }, lookEveryMs);
  timer.unref();

  return {
    watch: (socket, sessionId) => {
      const known = sockets.get(sessionId) ?? new Set();
      sockets.set(sessionId, known.add(socket));
      socket.once('close', () => {
        known.delete(socket);
        if (known.size === 0 && sockets.get(sessionId) === known) sockets.delete(sessionId);
      });
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      subscriber.disconnect();
    },
  };
}
