import { deleteAccount as remove } from '../../accounts/delete-account.ts';
import { requireViewer } from '../../context.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const deleteAccount: NonNullable<MutationResolvers['deleteAccount']> = async (_parent, { password }, context) => {
  const { viewerId, sessionId } = requireViewer(context);
  await remove(context.deps, { userId: viewerId, sessionId, password });
  context.loaders.clear();
  return true;
};
