import { badInput } from '#lib/core/errors.ts';
import { byId } from '#lib/db/ids.ts';
import { claimMedia } from '#lib/media/claim-media.ts';
import type { UsersDeps } from '../deps.ts';
import { accountGone } from '../errors.ts';
import type { UserRecord } from '../model/user.ts';
import { approveRequests } from '../relations/approve-requests.ts';
import { describeUser } from './create-account.ts';
import { readBio, readDisplayName, readUsername, readWebsite } from './input.ts';
import { checkNewUsername, claimName } from './name-claims.ts';

/** The changes of a profile: null clears a field, an absent field stays. */
export interface ProfileChanges {
  username?: string | null | undefined;
  displayName?: string | null | undefined;
  bio?: string | null | undefined;
  website?: string | null | undefined;
  avatarId?: string | null | undefined;
  isPrivate?: boolean | null | undefined;
}

type Profile = Pick<UserRecord, 'username' | 'displayName' | 'bio' | 'website' | 'avatarId' | 'isPrivate'>;

/** The checked changes; a display name of null stands for the username. */
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
 * Changes a profile. A new username frees the old one at once. A user who turns public accepts all waiting follow requests.
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
    if (user === null) throw accountGone();
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
    if (updated === null) throw accountGone();
    await deps.emit({ type: 'user.updated.v1', subject: userId, revision: updated.revision, payload: describeUser(updated) });
    if (user.isPrivate && !isPrivate)
      await deps.enqueue(approveRequests, { userId }, { id: `approve-requests-${userId}-${updated.revision}` });
    return updated;
  });
}
