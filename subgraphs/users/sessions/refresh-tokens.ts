import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/core/errors.ts';
import { issueTokens, type Tokens } from './access-tokens.ts';
import type { Client, UsersDeps } from '../deps.ts';
import { announceEnded } from './ended-sessions.ts';
import type { ReplacedToken, SessionRecord } from '../model/session.ts';
import { hashRefreshToken, isGenuine, nextRefreshToken, parseRefreshToken, type RefreshToken } from './refresh-token.ts';
import { describeClient, markEnded, sessionLifetimeMs } from './sessions.ts';

const retryMs = 10_000;
const maxReplacedKept = 20;

/** The result of a sign-in: the user, the session and its tokens. */
export interface SignedIn {
  userId: string;
  sessionId: string;
  tokens: Tokens;
}

/**
 * Exchanges a refresh token, which is good once, for new tokens. The same token within 10 s gets the same successor: that is
 * a retry, or tabs that refresh at once. Later it counts as stolen and ends the session.
 *
 * @throws AppError `UNAUTHENTICATED` for anything but the token of a live session.
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.14
 */
export async function refreshTokens(
  deps: UsersDeps,
  { refreshToken, client }: { refreshToken: string; client: Client },
): Promise<SignedIn> {
  const refusal = new AppError('UNAUTHENTICATED', 'This refresh token is not valid.');
  const parsed = parseRefreshToken(refreshToken);
  if (parsed === null) throw refusal;
  const successor = nextRefreshToken(deps.config.AGORA_IDENTITY_SECRET, parsed);
  const session = await rotate(deps, { parsed, hash: hashRefreshToken(refreshToken), successorHash: hashRefreshToken(successor), client });
  const user = session && (await deps.models.users.findOne(byId(session.userId), { role: 1 }).lean());
  if (!user) throw refusal;
  const { sessionId } = parsed;
  return { userId: user._id, sessionId, tokens: await issueTokens(deps, { user, sessionId, refreshToken: successor }) };
}

interface Rotation {
  parsed: RefreshToken;
  hash: string;
  successorHash: string;
  client: Client;
}

/** Replaces the token of its session by the successor. @returns The session; null when the token is good for none. */
async function rotate(deps: UsersDeps, { parsed, hash, successorHash, client }: Rotation): Promise<SessionRecord | null> {
  const { models, clock, config } = deps;
  for (;;) {
    const session = await models.sessions.findOne(byId(parsed.sessionId)).lean();
    const now = clock();
    if (session === null || session.endedAt !== null || session.expiresAt <= now) return null;
    if (session.tokenHash !== hash) {
      if (isRetry(session.replaced, hash, now)) return session;
      if (isGenuine(config.AGORA_IDENTITY_SECRET, parsed)) {
        deps.log.warn({ sessionId: session._id }, 'refresh token reused, session ended');
        await markEnded(deps, [session._id]);
        await announceEnded(deps, [session._id]);
      }
      return null;
    }
    const replaced = [{ hash, replacedAt: now }, ...session.replaced.filter((token) => isRecent(token, now))].slice(0, maxReplacedKept);
    const rotated = await models.sessions
      .findOneAndUpdate(
        { ...byId(session._id), tokenHash: hash, endedAt: null },
        {
          $set: {
            tokenHash: successorHash,
            replaced,
            lastUsedAt: now,
            expiresAt: new Date(now.getTime() + sessionLifetimeMs),
            ...describeClient(client),
          },
        },
        { returnDocument: 'after' },
      )
      .lean();
    if (rotated !== null) return rotated;
    // Another request used the token, or ended the session, between the two queries: look again.
  }
}

function isRecent({ replacedAt }: ReplacedToken, now: Date): boolean {
  return now.getTime() - replacedAt.getTime() <= retryMs;
}

function isRetry(replaced: readonly ReplacedToken[], hash: string, now: Date): boolean {
  return replaced.some((token) => token.hash === hash && isRecent(token, now));
}
