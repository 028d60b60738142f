import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/core/errors.ts';
import { issueTokens } from './access-tokens.ts';
import type { Client, UsersDeps } from '../deps.ts';
import { readLoginName, readPassword } from '../accounts/input.ts';
import type { AccountRecord } from '../model/account.ts';
import { type Device, isKnownTo, readDeviceToken } from './device-token.ts';
import { keyOfUnknown, takeDeviceTry, takeLogin, takePasswordTry } from './login-attempts.ts';
import { isPassword } from '../accounts/passwords.ts';
import type { SignedIn } from './refresh-tokens.ts';
import { queueNewSession } from '../mail/recovery.ts';
import { describeClient, startSession } from './sessions.ts';

/** An id without a user: an unknown name costs the same look-up as a known one. */
const unusedId = 'usr_00000000000000000000000000';

export interface LoginInput {
  usernameOrEmail: string;
  password: string;
  /** The device token of the last sign-in on this device; one of another account is ignored. */
  deviceToken?: string | null | undefined;
}

/**
 * Signs in under a username or an e-mail address.
 *
 * An unknown account and a wrong password take the same steps, the same time, and give the same answer.
 *
 * @throws AppError `UNAUTHENTICATED` for either, `RATE_LIMITED` after too many wrong ones, `FORBIDDEN` with the reason for a
 * suspended account.
 */
export async function login(deps: UsersDeps, { input, client }: { input: LoginInput; client: Client }): Promise<SignedIn> {
  const { models } = deps;
  const name = readLoginName(input.usernameOrEmail, 'input.usernameOrEmail');
  const password = readPassword(input.password, 'input.password');
  const device = await findKnownDevice(deps, name, input.deviceToken);
  const account = await findAccount(deps, name);
  const key = account?._id ?? keyOfUnknown(name);
  const attempt = device ? await takeDeviceTry(deps, device) : await takeLogin(deps, { name, ip: client.ip, key });
  const passwordTry = device ? null : await takePasswordTry(deps, key);
  const mayTry = passwordTry === null || passwordTry.blockedMs === null;
  const isRight = await isPassword(password, mayTry && account ? account.passwordHash : null);
  const refusal = new AppError('UNAUTHENTICATED', 'Wrong name or password.');
  if (account === null || !isRight) throw refusal;
  await attempt.refund();
  await passwordTry?.refund();
  if (account.isSuspended) throw await suspended(deps, account._id);

  const { _id: userId, passwordHash } = account;
  const { user, session } = await deps.transaction(async () => {
    // This write conflicts with a concurrent change of the password, suspension or deletion: no session outlives them.
    const { matchedCount } = await models.accounts.updateOne(
      { ...byId(userId), passwordHash, isSuspended: false },
      { $set: { signedInAt: deps.clock() } },
    );
    const found = matchedCount === 0 ? null : await models.users.findOne(byId(userId), { role: 1 }).lean();
    if (found === null) throw refusal;
    const started = await startSession(deps, { userId, client });
    await queueNewSession(deps, { userId, sessionId: started.sessionId, ...describeClient(client) });
    return { user: found, session: started };
  });
  return { userId, sessionId: session.sessionId, tokens: await issueTokens(deps, { user, ...session }) };
}

async function findAccount({ models }: UsersDeps, name: string): Promise<AccountRecord | null> {
  const claim = await (name.includes('@') ? models.emailClaims : models.usernameClaims).findById(name).lean();
  return await models.accounts.findOne(byId(claim?.userId ?? unusedId)).lean();
}

/** The device of the request, if it has signed in to this account before. */
async function findKnownDevice(deps: UsersDeps, name: string, token: string | null | undefined): Promise<Device | null> {
  const device = token == null ? null : readDeviceToken(deps, token);
  const account = device && (await findAccount(deps, name));
  return account && isKnownTo(device, account) ? device : null;
}

/** The refusal of a suspended account. It names the reason, because it follows a right password. */
async function suspended({ models }: UsersDeps, userId: string): Promise<AppError> {
  const user = await models.users.findOne(byId(userId), { suspension: 1 }).lean();
  return new AppError('FORBIDDEN', `This account is suspended: ${user?.suspension?.reason ?? 'ask the moderators'}`);
}
