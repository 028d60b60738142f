/** Looks up ended sessions. users keeps them in Redis; while Redis is incomplete or away, users itself answers. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Ask } from '../graphql/ask.ts';
import { countsOf } from '../limits/counts.ts';
import type { Logger } from '../observe/log.ts';

/** This key exists while Redis has every ended session whose access token may still be valid. */
export const completeKey = '{auth}:complete';
/** The channel on which the ids of ended sessions are published. */
export const endedChannel = '{auth}:ended';
/** The key of an ended session. */
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
  /** Whether the answer came from a complete Redis. */
  isComplete: boolean;
}

export interface EndedSessions {
  /** The ended ones of some sessions; an empty list only asks for `isComplete`. It never throws. */
  among: (sessionIds: readonly string[]) => Promise<SessionStates>;
}

export interface EndedSessionsOptions {
  redis: Redis;
  ask: Ask;
  log: Logger;
}

/**
 * Creates the look-up. While neither Redis nor users answers, sessions count as live: their signed tokens expire within 15
 * minutes, and an outage of users must not sign every client out.
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
        const [isComplete = false, ...areEnded] = await countsOf(redis).areThere([completeKey, ...sessionIds.map(endedKey)]);
        if (isComplete) return { ended: new Set(sessionIds.filter((_, index) => areEnded[index])), isComplete };
      } catch (error) {
        log.debug({ err: error }, 'Redis does not say which sessions ended');
      }
      const unknown = sessionIds.filter((id) => !answers.has(id));
      if (unknown.length > 0) await askUsers(unknown);
      return { ended: new Set(sessionIds.filter((id) => answers.get(id) === true)), isComplete: false };
    },
  };
}
