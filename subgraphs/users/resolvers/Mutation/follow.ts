import { requireViewer } from '../../context.ts';
import { follow as change } from '../../relations/follows.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const follow: NonNullable<MutationResolvers['follow']> = async (_parent, args, context) => {
  const user = await change(context.deps, { viewerId: requireViewer(context).viewerId, ...args });
  context.loaders.clear();
  return user;
};
