import { byId } from '#lib/db/ids.ts';
import type { Role } from '#lib/auth/identity.ts';
import type { UsersDeps } from '../../../subgraphs/users/deps.ts';
import { giveRole } from '../../../subgraphs/users/moderation/moderation.ts';

/** Gives an account a role, as an operator does. Other subgraphs know of it once its event is read. */
export async function setRole(deps: UsersDeps, { id }: { id: string }, role: Role): Promise<void> {
  const user = await deps.models.users.findOne(byId(id)).lean();
  if (!user) throw new Error(`There is no account ${id}.`);
  await deps.transaction(async () => await giveRole(deps, { user, role, actorId: 'operator' }));
}
