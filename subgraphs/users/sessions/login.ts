import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/core/errors.ts';
import { issueTokens } from './access-tokens.ts';
import type { Client, UsersDeps } from '../context.ts';
import { readLoginName, readPassword } from '../accounts/input.ts';
import type { AccountRecord } from '../model.ts';
import { type Device, isKnownTo, readDeviceToken } from './device-token.ts';
import { keyOfUnknown, takeDeviceTry, takeLogin, takePasswordTry } from './login-attempts.ts';
import { isPassword } from '../accounts/passwords.ts';
import type { SignedIn } from './refresh-tokens.ts';
import { queueNewSession } from '../mail/recovery.ts';
import { describeClient, startSession } from './sessions.ts';

/** An id that no user has: looking up nobody's account costs what looking up somebody's does. */
const nobody = 'usr_00000000000000000000000000';

export interface LoginInput {
  usernameOrEmail: string;
  password: string;
  /** What this device got when it was signed in last; ignored where it is none of this account. */
  deviceToken?: string | null | undefined;
}

/**
 * Signs in under a username or an e-mail address.
 *
 * An unknown account and a wrong password take the same steps, the same time, and give the same answer.
 *
 * @throws AppError `UNAUTHENTICATED` for either, `RATE_LIMITED` after too many in vain, `FORBIDDEN` with the reason for a suspended account.
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
    // Meets a change of the password, or the account's end, that is under way: no session outlives them.
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
  return await models.accounts.findOne(byId(claim?.userId ?? nobody)).lean();
}

/** The device that asks, if it was signed in to this account before; others' tries do not count against it. */
async function findKnownDevice(deps: UsersDeps, name: string, token: string | null | undefined): Promise<Device | null> {
  const device = token == null ? null : readDeviceToken(deps, token);
  const account = device && (await findAccount(deps, name));
  return account && isKnownTo(device, account) ? device : null;
}

/** Told only to somebody who knows the password. */
async function suspended({ models }: UsersDeps, userId: string): Promise<AppError> {
  const user = await models.users.findOne(byId(userId), { suspension: 1 }).lean();
  return new AppError('FORBIDDEN', `This account is suspended: ${user?.suspension?.reason ?? 'ask the moderators'}`);
}
