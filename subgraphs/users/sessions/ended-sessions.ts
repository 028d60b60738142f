/**
 * That sessions ended, told to those who check access tokens. MongoDB knows first; Redis is told after, once more by a sweep
 * if the process died in between, and from the beginning when it lost its memory. `{auth}:complete` says that Redis knows
 * every session that ended while an access token of it may still be about; whoever does not find it asks `findEnded`.
 */
import { completeKey, endedChannel, endedKey } from '#lib/auth/ended-sessions.ts';
import { byIds, isId } from '#lib/db/ids.ts';
import { repeat } from '#lib/core/repeat.ts';
import type { UsersDeps } from '../context.ts';

const knownSeconds = 2 * 3_600;
/** Four times what an access token lives. */
const rebuiltMs = 3_600_000;
const tickMs = 500;
const chunk = 1_000;

/** Sets the marker only if Redis still remembers when the rebuild began. */
const finishRebuild = `if redis.call('exists', KEYS[1]) == 1 then redis.call('set', KEYS[2], '1') redis.call('del', KEYS[1]) end`;

async function tell({ redis }: UsersDeps, sessionIds: readonly string[]): Promise<void> {
  const commands = redis.pipeline();
  for (const sessionId of sessionIds) commands.set(endedKey(sessionId), '1', 'EX', knownSeconds).publish(endedChannel, sessionId);
  for (const [error] of (await commands.exec()) ?? []) if (error) throw error;
}

/** Tells Redis that sessions have ended. Does not fail: what cannot be told now is told by the sweep. */
export async function announceEnded(deps: UsersDeps, sessionIds: readonly string[]): Promise<void> {
  if (deps.redis.status !== 'ready') return;
  try {
    for (let start = 0; start < sessionIds.length; start += chunk) {
      const some = sessionIds.slice(start, start + chunk);
      await tell(deps, some);
      await deps.models.sessions.updateMany(byIds(some), { $unset: { announceSince: 1 } });
    }
  } catch (error) {
    deps.log.warn({ err: error }, 'ended sessions not announced yet');
  }
}

/** Which of these sessions have ended, asked of MongoDB; one that never was counts as ended. */
export async function findEnded({ models, clock }: UsersDeps, sessionIds: readonly string[]): Promise<string[]> {
  const known = sessionIds.filter((id) => isId(id, 'ses'));
  const live = await models.sessions.find({ ...byIds(known), endedAt: null, expiresAt: { $gt: clock() } }, { _id: 1 }).lean();
  const liveIds = new Set(live.map(({ _id }) => _id));
  return sessionIds.filter((id) => !liveIds.has(id));
}

/** Announces what ended but was not announced at once. */
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

/** Tells Redis of all sessions that ended lately, then that it knows them all. */
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
    if (some.length === chunk) await tell(deps, some.splice(0));
  }
  if (some.length > 0) await tell(deps, some);
  await redis.eval(finishRebuild, 2, begunKey, completeKey);
}

/**
 * Keeps Redis knowing which sessions ended, until disposed: looks twice a second, and rebuilds after each reconnection, as
 * a Redis that failed over or came back from disk may have the marker and yet lack what it was told last.
 */
export function keepEndedSessionsKnown(deps: UsersDeps): AsyncDisposable {
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
    onError: (error) => deps.log.warn({ err: error }, 'ended sessions not told to Redis yet'),
  });

  return {
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      deps.redis.off('ready', doubt);
      await running;
    },
  };
}
