/** The people whom the table of authorization speaks of, and the relations between them. */
import { byId } from '#lib/db/ids.ts';
import type { UsersDeps } from '../../../subgraphs/users/deps.ts';
import { updateProfile } from '../../../subgraphs/users/accounts/update-profile.ts';
import { block } from '../../../subgraphs/users/relations/blocks.ts';
import { giveRole } from '../../../subgraphs/users/moderation/moderation.ts';
import { follow } from '../../../subgraphs/users/relations/follows.ts';
import type { Person } from '../clients/client.ts';
import { makePeople } from '../clients/people.ts';

export const roles = ['nobody', 'stranger', 'follower', 'blocked', 'owner', 'moderator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A person for each role; `nobody` is undefined. The witness is a stranger whose acts everyone may see. */
export type World = { [name in Exclude<Role, 'nobody'>]: Person } & { nobody: undefined; witness: Person };

/** Makes people with relations; whether the owner's account is private is said by `kind`. */
export async function makeWorld(deps: UsersDeps, kind: 'public' | 'private'): Promise<World> {
  const [owner, stranger, follower, blocked, moderator, admin, witness] = await makePeople(deps, 7);
  if (!owner || !stranger || !follower || !blocked || !moderator || !admin || !witness) throw new Error('Too few people.');
  await follow(deps, { viewerId: follower.id, userId: owner.id });
  await block(deps, { viewerId: owner.id, userId: blocked.id });
  if (kind === 'private') await updateProfile(deps, { userId: owner.id, changes: { isPrivate: true } });
  const { users } = deps.models;
  for (const [{ id }, role] of [
    [moderator, 'MODERATOR'],
    [admin, 'ADMIN'],
  ] as const) {
    const user = await users.findOne(byId(id)).lean();
    if (user) await deps.transaction(async () => await giveRole(deps, { user, role, actorId: 'operator' }));
  }
  return { nobody: undefined, owner, stranger, follower, blocked, moderator, admin, witness };
}
