import type { MutationResolvers } from '../../generated/types.ts';
import { declineInvite as rule } from '../../members/invites.ts';

export const declineInvite: NonNullable<MutationResolvers['declineInvite']> = async (_source, args, context) => await rule(context, args);
