import { requireViewer } from '../../context.ts';
import { block as change } from '../../relations/blocks.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const block: NonNullable<MutationResolvers['block']> = async (_parent, args, context) => {
  const user = await change(context.deps, { viewerId: requireViewer(context).viewerId, ...args });
  context.loaders.clear();
  return user;
};
