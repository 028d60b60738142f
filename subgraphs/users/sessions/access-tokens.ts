import { SignJWT } from 'jose';
import { tokenAlgorithm, tokenAudience, tokenIssuer } from '#lib/auth/access-token.ts';
import type { UsersDeps } from '../deps.ts';
import type { UserRecord } from '../model/user.ts';
import { deviceTokenOf } from './device-token.ts';
import { currentSigningKey } from './signing-keys.ts';

const lifetimeSeconds = 15 * 60;

/** The tokens that keep a client signed in. */
export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** The lifetime of the access token, in seconds. */
  expiresIn: number;
  /** For the next `login` on this device, also after the session. */
  deviceToken: string;
}

export interface IssueInput {
  user: Pick<UserRecord, '_id' | 'role'>;
  sessionId: string;
  refreshToken: string;
}

/** Signs an access token for a session and returns it with the session's refresh token. */
export async function issueTokens(deps: UsersDeps, { user, sessionId, refreshToken }: IssueInput): Promise<Tokens> {
  const { kid, key } = await currentSigningKey(deps);
  const issuedAt = Math.floor(deps.clock().getTime() / 1000);
  const accessToken = await new SignJWT({ sid: sessionId, role: user.role })
    .setProtectedHeader({ alg: tokenAlgorithm, kid })
    .setIssuer(tokenIssuer)
    .setAudience(tokenAudience)
    .setSubject(user._id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(key);
  return { accessToken, refreshToken, expiresIn: lifetimeSeconds, deviceToken: deviceTokenOf(deps, { userId: user._id, sessionId }) };
}
