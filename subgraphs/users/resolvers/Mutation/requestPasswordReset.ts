import type { MutationResolvers } from '../../generated/types.ts';
import { requestPasswordReset as request } from '../../rules/recovery.ts';

export const requestPasswordReset: NonNullable<MutationResolvers['requestPasswordReset']> = async (_parent, { email }, { deps }) => {
  await request(deps, email);
  return true;
};
