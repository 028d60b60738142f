/** Which sessions have ended. users keeps the answer in Redis; while that is incomplete or away, users is asked itself. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Ask } from '../graphql/ask.ts';
import type { Logger } from '../observe/log.ts';

/** Set while the keys in Redis tell of every ended session. */
export const completeKey = '{auth}:complete';
/** Session ids are published here when they end. */
export const endedChannel = '{auth}:ended';
export function endedKey(sessionId: string): string {
  return `${endedChannel}:${sessionId}`;
}

const askTimeoutMs = 1_000;
const askAtOnce = 500;
const rememberMs = 1_000;
const answerSchema = z.object({ _sessionsEnded: z.array(z.string()) });
const question = 'query SessionsEnded($ids: [ID!]!) { _sessionsEnded(ids: $ids) }';

export interface SessionStates {
  ended: Set<string>;
  /** Whether Redis holds all that users keeps there. */
  isComplete: boolean;
}

export interface EndedSessions {
  /** Which of the sessions have ended; an empty list asks for `isComplete` alone. Never throws. */
  among: (sessionIds: readonly string[]) => Promise<SessionStates>;
}

export interface EndedSessionsOptions {
  redis: Redis;
  ask: Ask;
  log: Logger;
}

/**
 * Where neither Redis nor users answers, sessions count as alive: their tokens are signed and live 15 minutes at most, and
 * an outage of users must not sign everybody out.
 */
export function createEndedSessions({ redis, ask, log }: EndedSessionsOptions): EndedSessions {
  const answers = new LRUCache<string, boolean>({ max: 20_000, ttl: rememberMs });

  const askUsers = async (ids: readonly string[]): Promise<void> => {
    for (let from = 0; from < ids.length; from += askAtOnce) {
      const some = ids.slice(from, from + askAtOnce);
      try {
        const answer = ask('users', { query: question, variables: { ids: some } }, answerSchema);
        const ended = await Promise.race([answer, delay(askTimeoutMs, null, { ref: false })]);
        if (ended === null) throw new Error('users did not answer in time');
        for (const id of some) answers.set(id, ended._sessionsEnded.includes(id));
      } catch (error) {
        log.warn({ err: error, sessions: some.length }, 'sessions cannot be checked, their tokens are trusted until they expire');
        for (const id of some) answers.set(id, false);
      }
    }
  };

  return {
    among: async (sessionIds) => {
      try {
        const [complete, ...marks] = await redis.mget(completeKey, ...sessionIds.map(endedKey));
        const ended = new Set(sessionIds.filter((_, index) => marks[index] != null));
        if (complete != null) return { ended, isComplete: true };
      } catch (error) {
        log.debug({ err: error }, 'Redis does not say which sessions ended');
      }
      const unknown = sessionIds.filter((id) => !answers.has(id));
      if (unknown.length > 0) await askUsers(unknown);
      return { ended: new Set(sessionIds.filter((id) => answers.get(id) === true)), isComplete: false };
    },
  };
}
