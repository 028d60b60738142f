import type { MutationResolvers } from '../../generated/types.ts';
import { requestPasswordReset as request } from '../../mail/recovery.ts';

export const requestPasswordReset: NonNullable<MutationResolvers['requestPasswordReset']> = async (
  _parent,
  { email },
  { deps, client },
) => {
  await request(deps, email, client.ip);
  return true;
};
