import { requireViewer } from '../../context.ts';
import { unsuspendUser as change } from '../../moderation/moderation.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const unsuspendUser: NonNullable<MutationResolvers['unsuspendUser']> = async (_parent, args, context) => {
  const user = await change(context.deps, { viewerId: requireViewer(context).viewerId, ...args });
  context.loaders.clear();
  return user;
};
