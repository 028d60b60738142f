import type { MutationResolvers } from '../../generated/types.ts';
import { verifyEmail as verify } from '../../mail/recovery.ts';

export const verifyEmail: NonNullable<MutationResolvers['verifyEmail']> = async (_parent, { token }, { deps }) => await verify(deps, token);
