import type { MutationResolvers } from '../../generated/types.ts';
import { resetPassword as reset } from '../../mail/recovery.ts';

export const resetPassword: NonNullable<MutationResolvers['resetPassword']> = async (_parent, { token, newPassword }, { deps }) => {
  await reset(deps, { token, newPassword });
  return true;
};
