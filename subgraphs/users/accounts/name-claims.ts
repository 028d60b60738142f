/** Names and addresses that are taken: a document each, so that there is no second; and names that rest. */
import { createHash } from 'node:crypto';
import { isDuplicateKey } from '#lib/db/duplicate-key.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import type { UsersDeps } from '../context.ts';

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
 * Whether somebody may begin to go by a name, whose form is right already. Names from before a rule keep working.
 *
 * @throws AppError `BAD_USER_INPUT` for one that would read as the end of a sentence, or as one of the house.
 */
export function checkNewUsername({ config }: Pick<UsersDeps, 'config'>, username: string, field: string): void {
  if (username.endsWith('.')) throw badInput(field, 'A username does not end in a dot.');
  const bare = username.replaceAll(/[._]/g, '');
  if (bare === '') throw badInput(field, 'A username has a letter or a digit.');
  if (config.AGORA_RESERVED_USERNAMES.has(bare)) throw badInput(field, 'This username is reserved.');
}

/** Refuses names that are taken, before anything dear is done; `claimName` decides. @throws AppError `CONFLICT`. */
export async function checkFree(deps: UsersDeps, { username, email }: Names): Promise<void> {
  const { models } = deps;
  if ((await models.usernameClaims.exists({ _id: username })) || (await isResting(deps, username))) throw taken.usernameClaims();
  if (await models.emailClaims.exists({ _id: email })) throw taken.emailClaims();
}

/** Makes a name or an address a user's, in the surrounding transaction. @throws AppError `CONFLICT` when it is taken. */
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
  // An account that goes meanwhile takes its claim with it, which meets this one.
  if (kind === 'usernameClaims' && (await isResting(deps, value))) throw taken[kind]();
}

/** Lets go of a deleted account's names, in the surrounding transaction. Nobody goes by the username for a while, lest they be taken for who is gone. */
export async function releaseNames({ models, clock }: UsersDeps, { username, email }: Names): Promise<void> {
  await models.usernameClaims.deleteOne({ _id: username });
  await models.emailClaims.deleteOne({ _id: email });
  const freeAt = new Date(clock().getTime() + restsForMs);
  await models.restingNames.updateOne({ _id: hashOf(username) }, { $set: { freeAt } }, { upsert: true });
}

async function isResting({ models, clock }: UsersDeps, username: string): Promise<boolean> {
  return (await models.restingNames.exists({ _id: hashOf(username), freeAt: { $gt: clock() } })) !== null;
}

/** Of an account that is gone not even the name is kept. */
function hashOf(username: string): string {
  return createHash('sha256').update(username).digest('base64url');
}
