import { requireViewer } from '../../context.ts';
import { approveFollow as change } from '../../relations/follows.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const approveFollow: NonNullable<MutationResolvers['approveFollow']> = async (_parent, args, context) => {
  const user = await change(context.deps, { viewerId: requireViewer(context).viewerId, ...args });
  context.loaders.clear();
  return user;
};
