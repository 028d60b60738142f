import type { Client, UsersDeps } from '../deps.ts';
import { queueVerification } from '../mail/recovery.ts';
import { issueTokens } from '../sessions/access-tokens.ts';
import { takeRegistration } from '../sessions/login-attempts.ts';
import type { SignedIn } from '../sessions/refresh-tokens.ts';
import { startSession } from '../sessions/sessions.ts';
import { createAccount } from './create-account.ts';
import { readDisplayName, readEmail, readNewPassword, readUsername } from './input.ts';
import { checkFree, checkNewUsername } from './name-claims.ts';
import { hashPassword } from './passwords.ts';

export interface RegisterInput {
  username: string;
  email: string;
  password: string;
  displayName?: string | null | undefined;
}

/**
 * Makes an account and signs in.
 *
 * @throws AppError `BAD_USER_INPUT`, `CONFLICT` for a taken username or address, `RATE_LIMITED` per client address.
 */
export async function register(deps: UsersDeps, { input, client }: { input: RegisterInput; client: Client }): Promise<SignedIn> {
  const username = readUsername(input.username, 'input.username');
  checkNewUsername(deps, username, 'input.username');
  const email = readEmail(input.email, 'input.email');
  const password = readNewPassword(input.password, 'input.password');
  const displayName = readDisplayName(input.displayName ?? username, 'input.displayName');
  await takeRegistration(deps, client.ip);
  await checkFree(deps, { username, email });
  const passwordHash = await hashPassword(password);
  const { user, session } = await deps.transaction(async () => {
    const created = await createAccount(deps, { username, email, displayName, passwordHash });
    await queueVerification(deps, created._id);
    return { user: created, session: await startSession(deps, { userId: created._id, client }) };
  });
  return { userId: user._id, sessionId: session.sessionId, tokens: await issueTokens(deps, { user, ...session }) };
}
