/** Verifies access tokens. users signs them (Ed25519) and publishes the keys; only the gateway reads tokens. */
import { setTimeout as delay } from 'node:timers/promises';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { AppError } from '../core/errors.ts';
import { roles } from './identity.ts';
import { createRememberedTokens } from './remembered-tokens.ts';

export const tokenIssuer = 'agora';
export const tokenAudience = 'agora';
export const tokenAlgorithm = 'EdDSA';

const maxTokenBytes = 4_096;
const clockToleranceSeconds = 5;
/** An unknown key id triggers a new fetch of the keys, at most once in this time. */
const refetchAfterMs = 2_000;
const refreshKeysEveryMs = 300_000;
/** The interval of fetches until the first keys arrive, and the longest wait of a token for them. */
const retryEveryMs = 200;
const waitForKeysMs = 5_000;

const claimsSchema = z.object({ sub: z.string().startsWith('usr_'), sid: z.string().startsWith('ses_'), role: z.enum(roles) });

/** The claims of a valid access token. */
export interface Viewer {
  viewerId: string;
  sessionId: string;
  role: (typeof roles)[number];
}

export interface AccessTokenVerifier extends Disposable {
  /**
   * Waits for the first keys for up to five seconds. A token that was found valid is remembered while it is, and while the
   * keys stay the same.
   *
   * @throws AppError `UNAUTHENTICATED` for an invalid token; `SUBGRAPH_UNAVAILABLE` when its key is unknown and users does not
   * answer.
   */
  verify: (token: string) => Promise<Viewer>;
  /** Resolves once the first keys have arrived. */
  hasKeys: Promise<void>;
  isReady: () => boolean;
}

export interface AccessTokenOptions {
  /** The address of users' keys: `http://…/.well-known/jwks.json`. */
  jwksUrl: URL;
  clock: () => Date;
}

/**
 * Fetches the keys at once, again until they arrive, and every five minutes from then on. While users is away, the known keys
 * stay in use.
 */
export function createAccessTokenVerifier({ jwksUrl, clock }: AccessTokenOptions): AccessTokenVerifier {
  const keys = createRemoteJWKSet(jwksUrl, { cacheMaxAge: Infinity, cooldownDuration: refetchAfterMs, timeoutDuration: 2_000 });
  const isReady = (): boolean => keys.jwks() !== undefined;
  const first = Promise.withResolvers<void>();
  const ending = new AbortController();
  const remembered = createRememberedTokens<Viewer>();
  const keysNow = (): string => JSON.stringify(keys.jwks() ?? null);
  const follow = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await keys.reload().catch(() => undefined);
      remembered.haveKeys(keysNow());
      if (isReady()) first.resolve();
      const everyMs = isReady() ? refreshKeysEveryMs : retryEveryMs;
      await delay(everyMs, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
  };
  void follow();
  const keyFor = async (...asked: Parameters<typeof keys>): ReturnType<typeof keys> => {
    if (!isReady()) await Promise.race([first.promise, delay(waitForKeysMs, undefined, { ref: false })]);
    if (!isReady()) throw new Error('The keys cannot be read.');
    return await keys(...asked);
  };
  return {
    verify: async (token) => {
      if (token.length > maxTokenBytes) throw refusal();
      const now = clock();
      const known = remembered.viewerOf(token, now);
      if (known) return known;
      const keysBefore = keysNow();
      const payload = await jwtVerify(token, keyFor, {
        algorithms: [tokenAlgorithm],
        issuer: tokenIssuer,
        audience: tokenAudience,
        clockTolerance: clockToleranceSeconds,
        currentDate: now,
        requiredClaims: ['sub', 'sid', 'iat', 'exp'],
      }).then(
        (result): JWTPayload => result.payload,
        (error: unknown) => {
          throw isOurs(error)
            ? refusal()
            : Object.assign(new AppError('SUBGRAPH_UNAVAILABLE', 'Sign-ins cannot be checked just now.'), { cause: error });
        },
      );
      const claims = claimsSchema.safeParse(payload);
      if (!claims.success) throw refusal();
      const viewer: Viewer = { viewerId: claims.data.sub, sessionId: claims.data.sid, role: claims.data.role };
      const untilSeconds = (payload.exp ?? 0) + clockToleranceSeconds;
      const keysAfter = keysNow();
      remembered.haveKeys(keysAfter);
      // Keys that changed meanwhile may lack the one that signed it.
      if (keysAfter === keysBefore) remembered.remember(token, { viewer: { ...viewer }, untilSeconds });
      return viewer;
    },
    hasKeys: first.promise,
    isReady,
    [Symbol.dispose]: () => ending.abort(),
  };
}

function refusal(): AppError {
  return new AppError('UNAUTHENTICATED', 'The access token is not valid, or no longer.');
}

/** Whether the token is at fault, rather than the fetch of the keys. */
function isOurs(error: unknown): boolean {
  const isAboutKeySet = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error instanceof errors.JWKInvalid;
  return error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC' && !isAboutKeySet;
}
