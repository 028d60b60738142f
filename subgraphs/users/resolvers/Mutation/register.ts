import { register as registerAccount } from '../../accounts/register.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const register: NonNullable<MutationResolvers['register']> = async (_parent, { input }, { deps, client, loaders }) => {
  const { tokens, ...viewer } = await registerAccount(deps, { input, client });
  loaders.clear();
  return { viewer, tokens };
};
