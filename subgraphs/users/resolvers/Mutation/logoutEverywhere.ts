import { requireViewer } from '../../context.ts';
import type { MutationResolvers } from '../../generated/types.ts';
import { endAllSessions } from '../../sessions/sessions.ts';

export const logoutEverywhere: NonNullable<MutationResolvers['logoutEverywhere']> = async (_parent, _args, context) => {
  await endAllSessions(context.deps, requireViewer(context).viewerId);
  return true;
};
