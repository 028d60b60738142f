import type { MutationResolvers } from '../../generated/types.ts';
import { inviteToRoom as rule } from '../../members/invites.ts';

export const inviteToRoom: NonNullable<MutationResolvers['inviteToRoom']> = async (_source, args, context) => await rule(context, args);
