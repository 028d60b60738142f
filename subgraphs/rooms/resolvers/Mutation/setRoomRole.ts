import type { MutationResolvers } from '../../generated/types.ts';
import { setRoomRole as rule } from '../../members/set-role.ts';

export const setRoomRole: NonNullable<MutationResolvers['setRoomRole']> = async (_source, args, context) => await rule(context, args);
