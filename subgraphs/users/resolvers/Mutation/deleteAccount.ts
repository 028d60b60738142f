import { deleteAccount as remove } from '../../rules/accounts.ts';
import { requireViewer } from '../../context.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const deleteAccount: NonNullable<MutationResolvers['deleteAccount']> = async (_parent, { password }, context) => {
  await remove(context.deps, { userId: requireViewer(context).viewerId, password });
  context.loaders.clear();
  return true;
};
