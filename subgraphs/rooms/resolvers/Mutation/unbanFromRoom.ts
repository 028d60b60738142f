import type { MutationResolvers } from '../../generated/types.ts';
import { unbanFromRoom as rule } from '../../members/remove-member.ts';

export const unbanFromRoom: NonNullable<MutationResolvers['unbanFromRoom']> = async (_source, args, context) => await rule(context, args);
