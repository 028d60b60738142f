/** Claims of usernames and addresses, one document each, and the resting names of deleted accounts. */
import { createHash } from 'node:crypto';
import { isDuplicateKey } from '#lib/db/store-errors.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import type { UsersDeps } from '../deps.ts';

const restsForMs = 30 * 86_400_000;

const taken = {
  usernameClaims: () => new AppError('CONFLICT', 'This username is taken.', { field: 'input.username' }),
  emailClaims: () => new AppError('CONFLICT', 'This address has an account.', { field: 'input.email' }),
};

export interface Names {
  username: string;
  email: string;
}

/**
 * Checks that a well-formed username may be chosen. Existing names that break a newer rule keep working.
 *
 * @throws AppError `BAD_USER_INPUT` for a name that ends in a dot, has only dots and underscores, or is reserved.
 */
export function checkNewUsername({ config }: Pick<UsersDeps, 'config'>, username: string, field: string): void {
  if (username.endsWith('.')) throw badInput(field, 'A username does not end in a dot.');
  const bare = username.replaceAll(/[._]/g, '');
  if (bare === '') throw badInput(field, 'A username has a letter or a digit.');
  if (config.AGORA_RESERVED_USERNAMES.has(bare)) throw badInput(field, 'This username is reserved.');
}

/** Refuses taken names early, before a password is hashed; `claimName` decides. @throws AppError `CONFLICT`. */
export async function checkFree(deps: UsersDeps, { username, email }: Names): Promise<void> {
  const { models } = deps;
  if ((await models.usernameClaims.exists({ _id: username })) || (await isResting(deps, username))) throw taken.usernameClaims();
  if (await models.emailClaims.exists({ _id: email })) throw taken.emailClaims();
}

/** Claims a name or address for a user, in the surrounding transaction. @throws AppError `CONFLICT` when it is taken. */
export async function claimName(
  deps: UsersDeps,
  kind: 'usernameClaims' | 'emailClaims',
  { value, userId }: { value: string; userId: string },
): Promise<void> {
  try {
    await deps.models[kind].insertMany([{ _id: value, userId }]);
  } catch (error) {
    throw isDuplicateKey(error) ? taken[kind]() : error;
  }
  // An account that is deleted meanwhile deletes its claim: that write conflicts with this one.
  if (kind === 'usernameClaims' && (await isResting(deps, value))) throw taken[kind]();
}

/**
 * Frees the names of a deleted account, in the surrounding transaction. The username rests for 30 days, so that a new owner
 * is not mistaken for the old one.
 */
export async function releaseNames({ models, clock }: UsersDeps, { username, email }: Names): Promise<void> {
  await models.usernameClaims.deleteOne({ _id: username });
  await models.emailClaims.deleteOne({ _id: email });
  const freeAt = new Date(clock().getTime() + restsForMs);
  await models.restingNames.updateOne({ _id: hashOf(username) }, { $set: { freeAt } }, { upsert: true });
}

async function isResting({ models, clock }: UsersDeps, username: string): Promise<boolean> {
  return (await models.restingNames.exists({ _id: hashOf(username), freeAt: { $gt: clock() } })) !== null;
}

/** Only a hash is kept of the name of a deleted account. */
function hashOf(username: string): string {
  return createHash('sha256').update(username).digest('base64url');
}
