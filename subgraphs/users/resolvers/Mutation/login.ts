import type { MutationResolvers } from '../../generated/types.ts';
import { login as logIn } from '../../sessions/login.ts';

export const login: NonNullable<MutationResolvers['login']> = async (_parent, { input }, { deps, client, loaders }) => {
  const { tokens, ...viewer } = await logIn(deps, { input, client });
  loaders.clear();
  return { viewer, tokens };
};
