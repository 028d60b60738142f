import { requireViewer } from '../../context.ts';
import { unblock as change } from '../../relations/blocks.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const unblock: NonNullable<MutationResolvers['unblock']> = async (_parent, args, context) => {
  const user = await change(context.deps, { viewerId: requireViewer(context).viewerId, ...args });
  context.loaders.clear();
  return user;
};
