/** Ends what is open for ended sessions: at once when Redis says so, and by looking again where a message could be missed. */
import type { Redis } from 'ioredis';
import { endedChannel, type EndedSessions } from '#lib/auth/ended-sessions.ts';
import type { Logger } from '#lib/observe/log.ts';
import { guard } from '#lib/core/guard.ts';

const lookEveryMs = 1_000;
const lookAnywayMs = 10_000;

export interface SessionWatch extends Disposable {
  /** Calls `end` when the session ends. @returns A function that ends the watch. */
  watch: (sessionId: string, end: () => void) => () => void;
}

export interface WatchSessionsOptions {
  redis: Redis;
  sessions: EndedSessions;
  log: Logger;
}

export function watchSessions({ redis, sessions, log }: WatchSessionsOptions): SessionWatch {
  const guarded = { log, what: 'ended sessions' };
  const watched = new Map<string, Set<() => void>>();
  const end = (sessionId: string): void => {
    for (const endOne of watched.get(sessionId) ?? []) guard(guarded, endOne)();
  };
  let lookedAt = performance.now();
  const look = guard(guarded, async () => {
    lookedAt = performance.now();
    if (watched.size === 0) return;
    const { ended } = await sessions.among([...watched.keys()]);
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
    watch: (sessionId, endOne) => {
      const known = watched.get(sessionId) ?? new Set();
      watched.set(sessionId, known.add(endOne));
      return () => {
        known.delete(endOne);
        if (known.size === 0 && watched.get(sessionId) === known) watched.delete(sessionId);
      };
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      subscriber.disconnect();
    },
  };
}
