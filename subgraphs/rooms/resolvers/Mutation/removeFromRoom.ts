import type { MutationResolvers } from '../../generated/types.ts';
import { removeFromRoom as rule } from '../../members/remove-member.ts';

export const removeFromRoom: NonNullable<MutationResolvers['removeFromRoom']> = async (_source, args, context) => await rule(context, args);
