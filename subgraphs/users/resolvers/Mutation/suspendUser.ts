import { requireViewer } from '../../context.ts';
import { suspendUser as change } from '../../moderation/moderation.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const suspendUser: NonNullable<MutationResolvers['suspendUser']> = async (_parent, args, context) => {
  const user = await change(context.deps, { viewerId: requireViewer(context).viewerId, ...args });
  context.loaders.clear();
  return user;
};
