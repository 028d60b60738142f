import { changePassword as change } from '../../accounts/change-password.ts';
import { requireViewer } from '../../context.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const changePassword: NonNullable<MutationResolvers['changePassword']> = async (
  _parent,
  { currentPassword, newPassword },
  context,
) => {
  const { viewerId, sessionId } = requireViewer(context);
  await change(context.deps, { userId: viewerId, sessionId, currentPassword, newPassword });
  return true;
};
