/** Access tokens, verified: users signs them (Ed25519) and publishes the keys; the gateway alone reads them. */
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { AppError } from '../service/errors.ts';
import { roles } from './identity.ts';

export const tokenIssuer = 'agora';
export const tokenAudience = 'agora';
export const tokenAlgorithm = 'EdDSA';

const maxTokenBytes = 4_096;
const clockToleranceSeconds = 5;
/** An unknown key id makes the keys be fetched again, but no more often than this. */
const refetchAfterMs = 2_000;
const refreshKeysEveryMs = 300_000;

const claimsSchema = z.object({ sub: z.string().startsWith('usr_'), sid: z.string().startsWith('ses_'), role: z.enum(roles) });

/** Who a valid access token stands for. */
export interface Viewer {
  viewerId: string;
  sessionId: string;
  role: (typeof roles)[number];
}

export interface AccessTokenVerifier extends Disposable {
  /**
   * @throws AppError `UNAUTHENTICATED` for anything but a valid token of ours; `SUBGRAPH_UNAVAILABLE` when its key is not
   * known yet and users does not answer.
   */
  verify: (token: string) => Promise<Viewer>;
}

export interface AccessTokenOptions {
  /** Where users publishes its keys: `http://…/.well-known/jwks.json`. */
  jwksUrl: URL;
  clock: () => Date;
}

/** Keys that were seen once stay known while users is away; a fresh set is fetched every five minutes. */
export function createAccessTokenVerifier({ jwksUrl, clock }: AccessTokenOptions): AccessTokenVerifier {
  const keys = createRemoteJWKSet(jwksUrl, { cacheMaxAge: Infinity, cooldownDuration: refetchAfterMs, timeoutDuration: 2_000 });
  const refreshing = setInterval(() => void keys.reload().catch(() => undefined), refreshKeysEveryMs);
  refreshing.unref();
  return {
    verify: async (token) => {
      if (token.length > maxTokenBytes) throw refusal();
      const payload = await jwtVerify(token, keys, {
        algorithms: [tokenAlgorithm],
        issuer: tokenIssuer,
        audience: tokenAudience,
        clockTolerance: clockToleranceSeconds,
        currentDate: clock(),
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
      return { viewerId: claims.data.sub, sessionId: claims.data.sid, role: claims.data.role };
    },
    [Symbol.dispose]: () => clearInterval(refreshing),
  };
}

function refusal(): AppError {
  return new AppError('UNAUTHENTICATED', 'The access token is not valid, or no longer.');
}

/** Whether the token is at fault, rather than the way to the keys. */
function isOurs(error: unknown): boolean {
  const isAboutKeySet = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error instanceof errors.JWKInvalid;
  return error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC' && !isAboutKeySet;
}
