/** Making, changing and removing accounts. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { Role } from '#lib/auth/identity.ts';
import { claimMedia } from '#lib/media/claim-media.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import { issueTokens } from '../sessions/access-tokens.ts';
import type { Client, UsersDeps } from '../context.ts';
import { announceEnded } from '../sessions/ended-sessions.ts';
import { readBio, readDisplayName, readEmail, readNewPassword, readPassword, readUsername, readWebsite } from './input.ts';
import { approveRequests } from '../relations/approve-requests.ts';
import { eraseRelations } from '../relations/erase-relations.ts';
import { forgetTries, takeDeviceTry, takeRegistration } from '../sessions/login-attempts.ts';
import { checkFree, checkNewUsername, claimName, releaseNames } from './name-claims.ts';
import type { UserRecord } from '../model.ts';
import { hashPassword, isPassword } from './passwords.ts';
import type { SignedIn } from '../sessions/refresh-tokens.ts';
import { openErasure } from './erasures.ts';
import { queuePasswordChanged, queueVerification } from '../mail/recovery.ts';
import { markAllEnded, startSession } from '../sessions/sessions.ts';

const gone = (): AppError => new AppError('UNAUTHENTICATED', 'This account is gone.');

export interface NewAccount {
  username: string;
  email: string;
  displayName: string;
  /** What `hashPassword` gave. */
  passwordHash: string;
  role?: Role;
}

/**
 * Makes an account of checked values (names in lower case), in the surrounding transaction if there is one.
 *
 * @throws AppError `CONFLICT` for a taken username or address.
 */
export async function createAccount(
  deps: UsersDeps,
  { username, email, displayName, passwordHash, role = 'MEMBER' }: NewAccount,
): Promise<UserRecord> {
  const { models, clock, newId } = deps;
  return await deps.transaction(async () => {
    const userId = newId('usr');
    const now = clock();
    const user: UserRecord = {
      _id: userId,
      shard: shardOf(userId),
      revision: 1,
      username,
      displayName,
      bio: '',
      website: null,
      role,
      isPrivate: false,
      avatarId: null,
      suspension: null,
      createdAt: now,
      followerCount: 0,
      followingCount: 0,
    };
    await claimName(deps, 'usernameClaims', { value: username, userId });
    await claimName(deps, 'emailClaims', { value: email, userId });
    await models.users.insertMany([user]);
    await models.accounts.insertMany([
      { _id: userId, shard: user.shard, email, emailVerifiedAt: null, passwordHash, signedInAt: now, isSuspended: false },
    ]);
    await deps.emit({ type: 'user.registered.v1', subject: userId, revision: user.revision, payload: describeUser(user) });
    return user;
  });
}

/** A user as events carry them. */
export function describeUser({ _id: userId, username, displayName, bio, isPrivate, avatarId, role }: UserRecord) {
  return { userId, username, displayName, bio, isPrivate, avatarId, role };
}

export interface RegisterInput {
  username: string;
  email: string;
  password: string;
  displayName?: string | null | undefined;
}

/**
 * Makes an account and signs in.
 *
 * @throws AppError `BAD_USER_INPUT`, `CONFLICT` for a taken username or address, `RATE_LIMITED` per address.
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

/** Null clears, what is absent stays. */
export interface ProfileChanges {
  username?: string | null | undefined;
  displayName?: string | null | undefined;
  bio?: string | null | undefined;
  website?: string | null | undefined;
  avatarId?: string | null | undefined;
  isPrivate?: boolean | null | undefined;
}

type Profile = Pick<UserRecord, 'username' | 'displayName' | 'bio' | 'website' | 'avatarId' | 'isPrivate'>;

/** What changes; a display name of null means the username. */
function readChanges({
  username,
  displayName,
  bio,
  website,
  avatarId,
  isPrivate,
}: ProfileChanges): Partial<Omit<Profile, 'displayName'> & { displayName: string | null }> {
  if (username === null) throw badInput('input.username', 'A username cannot be cleared.');
  if (isPrivate === null) throw badInput('input.isPrivate', 'Say true or false.');
  return {
    ...(username === undefined ? {} : { username: readUsername(username, 'input.username') }),
    ...(displayName === undefined ? {} : { displayName: displayName === null ? null : readDisplayName(displayName, 'input.displayName') }),
    ...(bio === undefined ? {} : { bio: readBio(bio ?? '', 'input.bio') }),
    ...(avatarId === undefined ? {} : { avatarId }),
    ...(isPrivate === undefined ? {} : { isPrivate }),
    ...(website === undefined ? {} : { website: website === null ? null : readWebsite(website, 'input.website') }),
  };
}

/**
 * Changes a profile. A new username releases the old one at once. Who waits to be let in follows once the user is private no longer.
 *
 * @throws AppError `BAD_USER_INPUT`, `CONFLICT` for a taken username or an avatar that belongs to something else.
 */
export async function updateProfile(
  deps: UsersDeps,
  { userId, changes }: { userId: string; changes: ProfileChanges },
): Promise<UserRecord> {
  const { models } = deps;
  const wanted = readChanges(changes);
  if (wanted.avatarId != null)
    await claimMedia(deps, { ownerId: userId, mediaIds: [wanted.avatarId], attachedTo: userId, fieldOf: () => 'input.avatarId' });
  return await deps.transaction(async () => {
    const user = await models.users.findOne(byId(userId)).lean();
    if (user === null) throw gone();
    const { username, displayName, bio, website, avatarId, isPrivate } = { ...user, ...wanted };
    const profile: Profile = { username, displayName: displayName ?? username, bio, website, avatarId, isPrivate };
    const isSame = (Object.keys(profile) as (keyof Profile)[]).every((name) => profile[name] === user[name]);
    if (isSame) return user;
    if (username !== user.username) {
      checkNewUsername(deps, username, 'input.username');
      await claimName(deps, 'usernameClaims', { value: username, userId });
      await models.usernameClaims.deleteOne({ _id: user.username });
    }
    const updated = await models.users
      .findOneAndUpdate(byId(userId), { $set: profile, $inc: { revision: 1 } }, { returnDocument: 'after' })
      .lean();
    if (updated === null) throw gone();
    await deps.emit({ type: 'user.updated.v1', subject: userId, revision: updated.revision, payload: describeUser(updated) });
    if (user.isPrivate && !isPrivate)
      await deps.enqueue(approveRequests, { userId }, { id: `approve-requests-${userId}-${updated.revision}` });
    return updated;
  });
}

/** The hash of a user's password, once the given one was found to be it. */
async function requireOwnPassword(
  deps: UsersDeps,
  { userId, sessionId, password, field }: { userId: string; sessionId: string; password: string; field: string },
): Promise<string> {
  const account = await deps.models.accounts.findOne(byId(userId)).lean();
  if (account === null) throw gone();
  const attempt = await takeDeviceTry(deps, { userId, deviceId: sessionId });
  if (!(await isPassword(password, account.passwordHash))) throw new AppError('UNAUTHENTICATED', 'Wrong password.', { field });
  await attempt.refund();
  return account.passwordHash;
}

export interface PasswordChange {
  userId: string;
  /** The session that asks; it stays. */
  sessionId: string;
  currentPassword: string;
  newPassword: string;
}

/**
 * Changes a password and ends the user's other sessions.
 *
 * @throws AppError `UNAUTHENTICATED` for a wrong password, which counts as a try of this device's; `RATE_LIMITED`.
 */
export async function changePassword(deps: UsersDeps, { userId, sessionId, currentPassword, newPassword }: PasswordChange): Promise<void> {
  const checked = readNewPassword(newPassword, 'newPassword');
  const password = readPassword(currentPassword, 'currentPassword');
  const oldHash = await requireOwnPassword(deps, { userId, sessionId, password, field: 'currentPassword' });
  const passwordHash = await hashPassword(checked);
  const ended = await deps.transaction(async () => {
    const change = { $set: { passwordHash, passwordChangedAt: deps.clock() } };
    const { matchedCount } = await deps.models.accounts.updateOne({ ...byId(userId), passwordHash: oldHash }, change);
    if (matchedCount === 0) throw new AppError('CONFLICT', 'The password was changed meanwhile.', { field: 'currentPassword' });
    await queuePasswordChanged(deps, userId);
    return await markAllEnded(deps, { userId, exceptId: sessionId });
  });
  await announceEnded(deps, ended);
}

/**
 * Removes an account: user, names and sessions at once, what it had with others by a job. The address is free again, the name in 30 days.
 *
 * @throws AppError `UNAUTHENTICATED` for a wrong password, which counts as a try of this device's; `RATE_LIMITED`.
 */
export async function deleteAccount(
  deps: UsersDeps,
  { userId, sessionId, password }: { userId: string; sessionId: string; password: string },
): Promise<void> {
  const { models } = deps;
  await requireOwnPassword(deps, { userId, sessionId, password: readPassword(password, 'password'), field: 'password' });
  const ended = await deps.transaction(async () => {
    const user = await models.users.findOneAndDelete(byId(userId)).lean();
    const account = await models.accounts.findOneAndDelete(byId(userId)).lean();
    if (user === null || account === null) throw gone();
    await releaseNames(deps, { username: user.username, email: account.email });
    await forgetTries(deps, userId);
    await models.mailTokens.deleteMany({ userId });
    await deps.emit({ type: 'user.deleted.v1', subject: userId, revision: user.revision + 1, payload: { userId } });
    await openErasure(deps, userId);
    await deps.enqueue(eraseRelations, { userId, round: 1 }, { id: `erase-relations-${userId}-1` });
    return await markAllEnded(deps, { userId });
  });
  await announceEnded(deps, ended);
}
