import { requireViewer } from '../../context.ts';
import { mute as change } from '../../relations/blocks.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const mute: NonNullable<MutationResolvers['mute']> = async (_parent, args, context) => {
  const user = await change(context.deps, { viewerId: requireViewer(context).viewerId, ...args });
  context.loaders.clear();
  return user;
};
