import type { MutationResolvers } from '../../generated/types.ts';
import { updateRoom as rule } from '../../rooms/update-room.ts';

export const updateRoom: NonNullable<MutationResolvers['updateRoom']> = async (_source, args, context) => await rule(context, args);
