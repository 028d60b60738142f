import { requireViewer } from '../../context.ts';
import type { MutationResolvers } from '../../generated/types.ts';
import { endSession } from '../../sessions/sessions.ts';

export const logout: NonNullable<MutationResolvers['logout']> = async (_parent, _args, context) => {
  const { viewerId, sessionId } = requireViewer(context);
  await endSession(context.deps, { userId: viewerId, sessionId });
  return true;
};
