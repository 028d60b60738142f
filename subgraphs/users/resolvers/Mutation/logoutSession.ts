import { requireViewer } from '../../context.ts';
import type { MutationResolvers } from '../../generated/types.ts';
import { endSession } from '../../sessions/sessions.ts';

export const logoutSession: NonNullable<MutationResolvers['logoutSession']> = async (_parent, { id }, context) => {
  const { viewerId } = requireViewer(context);
  await endSession(context.deps, { userId: viewerId, sessionId: id, field: 'id' });
  return true;
};
