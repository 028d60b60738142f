import { updateProfile as update } from '../../accounts/update-profile.ts';
import { requireViewer } from '../../context.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const updateProfile: NonNullable<MutationResolvers['updateProfile']> = async (_parent, { input }, context) => {
  const user = await update(context.deps, { userId: requireViewer(context).viewerId, changes: input });
  context.loaders.clear();
  return user;
};
