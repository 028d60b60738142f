/** Sessions: one per sign-in. A session ends 30 days after its last use. */
import { byId, byIds, isId, shardOf } from '#lib/db/ids.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Client, UsersDeps } from '../deps.ts';
import { announceEnded } from './ended-sessions.ts';
import type { SessionRecord } from '../model/session.ts';
import { firstRefreshToken, hashRefreshToken } from './refresh-token.ts';

export const sessionLifetimeMs = 30 * 86_400_000;
const keptAfterEndMs = 86_400_000;
const maxSessionsPerUser = 1_000;

/** A client as a session stores it: cut to a bounded length, without control characters. */
export function describeClient({ ip, userAgent }: Client): Client {
  return { ip: ip?.slice(0, 64) ?? null, userAgent: userAgent?.replace(/\p{Cc}/gu, ' ').slice(0, 512) ?? null };
}

/** Starts a session of a user whose password the caller has checked. Joins a surrounding transaction. */
export async function startSession(
  deps: UsersDeps,
  { userId, client }: { userId: string; client: Client },
): Promise<{ sessionId: string; refreshToken: string }> {
  const { models, clock, newId, config, random } = deps;
  const sessionId = newId('ses', userId);
  const refreshToken = firstRefreshToken(config.AGORA_IDENTITY_SECRET, sessionId, random);
  const now = clock();
  await models.sessions.insertMany([
    {
      _id: sessionId,
      shard: shardOf(sessionId),
      userId,
      createdAt: now,
      lastUsedAt: now,
      ...describeClient(client),
      tokenHash: hashRefreshToken(refreshToken),
      replaced: [],
      endedAt: null,
      expiresAt: new Date(now.getTime() + sessionLifetimeMs),
    },
  ]);
  return { sessionId, refreshToken };
}

/** The live sessions of a user, newest first. */
export async function listSessions({ models, clock }: UsersDeps, userId: string): Promise<SessionRecord[]> {
  const sessions = await models.sessions
    .find({ shard: shardOf(userId), userId, endedAt: null, expiresAt: { $gt: clock() } })
    .limit(maxSessionsPerUser)
    .lean();
  return sessions.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a._id < b._id ? 1 : -1));
}

/** Ends sessions in MongoDB and deletes their clients' traces. After the commit, the caller calls `announceEnded`. */
export async function markEnded(deps: UsersDeps, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  const { sessions } = deps.models;
  const now = deps.clock();
  await deps.transaction(async () => {
    const live = await sessions.find({ ...byIds(sessionIds), endedAt: null }, { userId: 1 }).lean();
    if (live.length === 0) return;
    await sessions.updateMany(byIds(live.map(({ _id }) => _id)), {
      $set: {
        endedAt: now,
        announceSince: now,
        expiresAt: new Date(now.getTime() + keptAfterEndMs),
        userAgent: null,
        ip: null,
        replaced: [],
      },
    });
    await deps.emit(
      ...live.map(({ _id: sessionId, userId }) => {
        return { type: 'session.ended.v1' as const, subject: sessionId, revision: 1, payload: { sessionId, userId } };
      }),
    );
  });
}

/** Ends all sessions of a user except `exceptId` in MongoDB. @returns Their ids, for `announceEnded`. */
export async function markAllEnded(deps: UsersDeps, { userId, exceptId }: { userId: string; exceptId?: string }): Promise<string[]> {
  const live = await deps.models.sessions.find({ shard: shardOf(userId), userId, endedAt: null }, { _id: 1 }).lean();
  const sessionIds = live.map(({ _id }) => _id).filter((id) => id !== exceptId);
  await markEnded(deps, sessionIds);
  return sessionIds;
}

/**
 * Ends one session of a user; idempotent.
 *
 * @throws AppError `NOT_FOUND` when the user has no such session.
 */
export async function endSession(
  deps: UsersDeps,
  { userId, sessionId, field }: { userId: string; sessionId: string; field?: string },
): Promise<void> {
  const session = isId(sessionId, 'ses') ? await deps.models.sessions.findOne({ ...byId(sessionId), userId }, { endedAt: 1 }).lean() : null;
  if (session === null) throw new AppError('NOT_FOUND', 'There is no such session.', field === undefined ? {} : { field });
  await markEnded(deps, [sessionId]);
  await announceEnded(deps, [sessionId]);
}

/** Ends all sessions of a user. */
export async function endAllSessions(deps: UsersDeps, userId: string): Promise<void> {
  await announceEnded(deps, await deps.transaction(() => markAllEnded(deps, { userId })));
}
