import { isId } from '#lib/db/ids.ts';
import { badInput } from '#lib/core/errors.ts';
import type { QueryResolvers } from '../../generated/types.ts';

export const user: NonNullable<QueryResolvers['user']> = async (_parent, { id, username }, { deps, loaders }) => {
  if ((id == null) === (username == null)) throw badInput(id == null ? 'id' : 'username', 'Give either id or username.');
  const name = username?.toLowerCase();
  const userId = id ?? (name === undefined || name.length > 30 ? null : (await deps.models.usernameClaims.findById(name).lean())?.userId);
  return userId != null && isId(userId, 'usr') ? await loaders.user.load(userId) : null;
};
