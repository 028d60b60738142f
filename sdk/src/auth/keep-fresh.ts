/** Valid access tokens. All calls and tabs that need a new token share one refresh. */
import { refreshTokensDocument, type SignInFragment } from '../../generated/operations.ts';
import { environment, type Locks } from '../environment.ts';
import { fail, isAgoraError } from '../errors.ts';
import type { Send } from '../http/send.ts';
import { wait } from '../wait.ts';
import { resend } from '../http/resend.ts';
import type { Session, SessionStorage } from './session.ts';

/** A token is replaced this long before it expires. */
const spareMs = 20_000;
/** The server accepts a repeated refresh token for 10 s; after that it counts as stolen. */
const refreshWithinMs = 8_000;
const seenWithinMs = 1_000;
const lookEveryMs = 20;

export interface KeepFreshOptions {
  storage: SessionStorage;
  send: Send;
  /** Stores new tokens, or null when the session has ended, and calls listeners. */
  write: (session: Session | null, reason: 'refreshed' | 'ended') => void;
  /** The name of the lock that tabs share. */
  lockName: string;
  locks?: Locks | undefined;
  now?: () => number;
}

/**
 * The access token to use; null when signed out.
 *
 * @param rejected - A token that the server has refused; it is replaced even before it expires.
 * @throws AgoraError `UNAUTHENTICATED` when the session has ended; the error of a refresh that fails otherwise.
 */
export type KeepFresh = (rejected?: string | null) => Promise<string | null>;

/** The session of a sign-in. A token of a short life is replaced less early. */
export function toSession({ viewer, tokens }: SignInFragment, nowMs: number): Session {
  const { accessToken, refreshToken, expiresIn, deviceToken } = tokens;
  const { id, username } = viewer.user;
  const lifeMs = expiresIn * 1000;
  return { userId: id, username, accessToken, refreshToken, deviceToken, expiresAtMs: nowMs + lifeMs - Math.min(spareMs, lifeMs / 4) };
}

export function keepFresh(options: KeepFreshOptions): KeepFresh {
  const { storage, send, write, lockName, locks = environment.navigator?.locks, now = Date.now } = options;
  let refreshing: Promise<string | null> | null = null;

  const usable = (session: Session, rejected: string | null): boolean => session.accessToken !== rejected && session.expiresAtMs > now();

  const refresh = async (rejected: string | null): Promise<string | null> => {
    // Another tab may have refreshed while this one waited for the lock.
    const session = storage.read();
    if (!session) return null;
    if (usable(session, rejected)) return session.accessToken;
    const { refreshToken } = session;
    const isReplaced = (): boolean => storage.read()?.refreshToken !== refreshToken;
    try {
      const signal = AbortSignal.timeout(refreshWithinMs);
      const answer = await resend(() => send({ document: refreshTokensDocument, variables: { refreshToken }, accessToken: null, signal }), {
        signal,
      }).catch((error: unknown) => {
        throw signal.aborted ? fail('NETWORK_FAILED', 'The session could not be renewed in time.', error) : error;
      });
      const next = toSession(answer.data['refreshTokens'] as SignInFragment, now());
      // After a sign-out or another sign-in meanwhile, the old session must not come back.
      if (isReplaced()) return storage.read()?.accessToken ?? null;
      write(next, 'refreshed');
      return next.accessToken;
    } catch (error) {
      if (!isAgoraError(error) || error.code !== 'UNAUTHENTICATED') throw error;
      if (isReplaced()) return storage.read()?.accessToken ?? null;
      write(null, 'ended');
      throw error;
    }
  };

  /** Runs in one tab at a time. */
  const inTurn = async (seen: Session, run: () => Promise<string | null>): Promise<string | null> => {
    if (!locks) return await run();
    const atOnce = await locks.request(lockName, { ifAvailable: true }, async (lock) => (lock ? { token: await run() } : null));
    if (atOnce) return atOnce.token;
    return await locks.request(lockName, {}, async () => {
      // A write of another tab may take a moment to be visible here.
      const deadline = now() + seenWithinMs;
      while (storage.watch && storage.read()?.refreshToken === seen.refreshToken && now() < deadline) await wait(lookEveryMs);
      return await run();
    });
  };

  return async (rejected = null) => {
    const session = storage.read();
    if (!session) return null;
    if (usable(session, rejected)) return session.accessToken;
    refreshing ??= inTurn(session, async () => await refresh(rejected)).finally(() => {
      refreshing = null;
    });
    return await refreshing;
  };
}
