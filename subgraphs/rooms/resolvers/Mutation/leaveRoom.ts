import type { MutationResolvers } from '../../generated/types.ts';
import { leaveRoom as rule } from '../../members/leave-room.ts';

export const leaveRoom: NonNullable<MutationResolvers['leaveRoom']> = async (_source, args, context) => await rule(context, args);
