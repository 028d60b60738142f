import type { Role } from '#lib/auth/identity.ts';
import { shardOf } from '#lib/db/ids.ts';
import type { UsersDeps } from '../deps.ts';
import type { UserRecord } from '../model/user.ts';
import { claimName } from './name-claims.ts';

export interface NewAccount {
  username: string;
  email: string;
  displayName: string;
  /** From `hashPassword`. */
  passwordHash: string;
  role?: Role;
}

/**
 * Makes an account of checked values, names in lower case. Joins a surrounding transaction.
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

/** The payload of `user.registered` and `user.updated`. */
export function describeUser({ _id: userId, username, displayName, bio, isPrivate, avatarId, role }: UserRecord) {
  return { userId, username, displayName, bio, isPrivate, avatarId, role };
}
