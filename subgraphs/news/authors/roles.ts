/** The present roles of accounts. */
import type { Role } from '#lib/auth/identity.ts';
import { byId } from '#lib/db/ids.ts';
import type { NewsDeps } from '../deps.ts';

/** The role of a user by users' events. A signed-out viewer, and who never had another role, is a MEMBER. */
export async function roleOf({ models }: Pick<NewsDeps, 'models'>, userId: string | null): Promise<Role> {
  return (userId === null ? null : await models.staff.findOne(byId(userId)).lean())?.role ?? 'MEMBER';
}

/** Keeps the role of a user, in the surrounding reaction. Members who were never anything else have no record. */
export async function noteRole({ models }: NewsDeps, userId: string, role: Role): Promise<void> {
  if (role === 'MEMBER') await models.staff.deleteOne(byId(userId));
  else await models.staff.updateOne(byId(userId), { $set: { role } }, { upsert: true });
}
