import type { MutationResolvers } from '../../generated/types.ts';
import { deleteRoom as rule } from '../../rooms/delete-room.ts';

export const deleteRoom: NonNullable<MutationResolvers['deleteRoom']> = async (_source, args, context) => await rule(context, args);
