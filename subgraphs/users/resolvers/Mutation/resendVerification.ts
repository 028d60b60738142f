import { requireViewer } from '../../context.ts';
import type { MutationResolvers } from '../../generated/types.ts';
import { resendVerification as resend } from '../../mail/recovery.ts';

export const resendVerification: NonNullable<MutationResolvers['resendVerification']> = async (_parent, _args, context) => {
  await resend(context.deps, requireViewer(context).viewerId);
  return true;
};
