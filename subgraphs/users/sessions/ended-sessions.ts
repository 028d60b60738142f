/**
 * Announces ended sessions to the checks of access tokens. MongoDB has them first; Redis follows after the commit, by a sweep
 * if the process died in between, and by a rebuild after Redis lost its data. The key `{auth}:complete` exists while Redis
 * has every ended session whose access token may still be valid; a check that misses the key asks `findEnded`.
 */
import { completeKey, endedChannel, endedKey } from '#lib/auth/ended-sessions.ts';
import { byIds, isId } from '#lib/db/ids.ts';
import { repeat } from '#lib/core/repeat.ts';
import type { UsersDeps } from '../deps.ts';

const knownSeconds = 2 * 3_600;
/** Four times the lifetime of an access token. */
const rebuiltMs = 3_600_000;
const tickMs = 500;
const chunk = 1_000;

/** Sets the marker only if Redis still has the key from the rebuild's beginning: it lost no data meanwhile. */
const finishRebuild = `if redis.call('exists', KEYS[1]) == 1 then redis.call('set', KEYS[2], '1') redis.call('del', KEYS[1]) end`;

async function announce({ redis }: UsersDeps, sessionIds: readonly string[]): Promise<void> {
  const commands = redis.pipeline();
  for (const sessionId of sessionIds) commands.set(endedKey(sessionId), '1', 'EX', knownSeconds).publish(endedChannel, sessionId);
  for (const [error] of (await commands.exec()) ?? []) if (error) throw error;
}

/** Announces ended sessions to Redis. It never fails: the sweep announces later what cannot be announced now. */
export async function announceEnded(deps: UsersDeps, sessionIds: readonly string[]): Promise<void> {
  if (deps.redis.status !== 'ready') return;
  try {
    for (let start = 0; start < sessionIds.length; start += chunk) {
      const some = sessionIds.slice(start, start + chunk);
      await announce(deps, some);
      await deps.models.sessions.updateMany(byIds(some), { $unset: { announceSince: 1 } });
    }
  } catch (error) {
    deps.log.warn({ err: error }, 'ended sessions not announced yet');
  }
}

/** The ended ones of these sessions, from MongoDB; an unknown id counts as ended. */
export async function findEnded({ models, clock }: UsersDeps, sessionIds: readonly string[]): Promise<string[]> {
  const known = sessionIds.filter((id) => isId(id, 'ses'));
  const live = await models.sessions.find({ ...byIds(known), endedAt: null, expiresAt: { $gt: clock() } }, { _id: 1 }).lean();
  const liveIds = new Set(live.map(({ _id }) => _id));
  return sessionIds.filter((id) => !liveIds.has(id));
}

/** Announces the sessions that were not announced at their end. */
export async function sweepUnannounced(deps: UsersDeps): Promise<void> {
  const before = new Date(deps.clock().getTime() - tickMs);
  const due = await deps.models.sessions
    .find({ announceSince: { $lte: before } }, { _id: 1 })
    .limit(chunk)
    .lean();
  await announceEnded(
    deps,
    due.map(({ _id }) => _id),
  );
}

/** Announces all sessions of the last hour, then sets the marker. */
export async function rebuildEnded(deps: UsersDeps): Promise<void> {
  const { redis, models, clock, random } = deps;
  const begunKey = `{auth}:rebuild:${Buffer.from(random(12)).toString('hex')}`;
  await redis.set(begunKey, '1', 'EX', 60);
  const since = new Date(clock().getTime() - rebuiltMs);
  const some: string[] = [];
  for await (const { _id } of models.sessions
    .find({ endedAt: { $gte: since } }, { _id: 1 })
    .lean()
    .cursor()) {
    some.push(_id);
    if (some.length === chunk) await announce(deps, some.splice(0));
  }
  if (some.length > 0) await announce(deps, some);
  await redis.eval(finishRebuild, 2, begunKey, completeKey);
}

/**
 * Keeps the ended sessions in Redis complete, until disposed. It looks twice a second, and rebuilds after each reconnection:
 * a Redis that failed over or restarted from disk may have the marker and yet lack the last writes.
 */
export function keepEndedSessions(deps: UsersDeps): AsyncDisposable {
  const closing = new AbortController();
  let isDoubtful = true;
  let isReconnected = deps.redis.status !== 'ready';
  const doubt = (): void => {
    isReconnected = true;
  };
  deps.redis.on('ready', doubt);

  const tick = async (): Promise<void> => {
    if (deps.redis.status !== 'ready') return;
    if (isReconnected) {
      isReconnected = false;
      isDoubtful = true;
      await deps.redis.del(completeKey);
    }
    if (isDoubtful || (await deps.redis.exists(completeKey)) === 0) {
      await rebuildEnded(deps);
      isDoubtful = false;
    }
    await sweepUnannounced(deps);
  };

  const running = repeat(tick, {
    everyMs: tickMs,
    signal: closing.signal,
    onError: (error) => deps.log.warn({ err: error }, 'ended sessions not announced yet, trying again'),
  });

  return {
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      deps.redis.off('ready', doubt);
      await running;
    },
  };
}
