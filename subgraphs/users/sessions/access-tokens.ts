import { SignJWT } from 'jose';
import { tokenAlgorithm, tokenAudience, tokenIssuer } from '#lib/auth/access-token.ts';
import type { UsersDeps } from '../context.ts';
import type { UserRecord } from '../model.ts';
import { deviceTokenOf } from './device-token.ts';
import { currentSigningKey } from './signing-keys.ts';

const lifetimeSeconds = 15 * 60;

/** What a client gets to stay signed in. */
export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** Seconds of the access token. */
  expiresIn: number;
  /** For `login`, also after this session. */
  deviceToken: string;
}

export interface IssueInput {
  user: Pick<UserRecord, '_id' | 'role'>;
  sessionId: string;
  refreshToken: string;
}

/** Signs an access token for a session and puts it beside the session's refresh token. */
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
