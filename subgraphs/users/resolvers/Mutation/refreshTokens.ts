import type { MutationResolvers } from '../../generated/types.ts';
import { refreshTokens as refresh } from '../../sessions/refresh-tokens.ts';

export const refreshTokens: NonNullable<MutationResolvers['refreshTokens']> = async (
  _parent,
  { refreshToken },
  { deps, client, loaders },
) => {
  const { tokens, ...viewer } = await refresh(deps, { refreshToken, client });
  loaders.clear();
  return { viewer, tokens };
};
