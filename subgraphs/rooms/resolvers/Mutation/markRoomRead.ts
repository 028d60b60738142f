import type { MutationResolvers } from '../../generated/types.ts';
import { markRoomRead as rule } from '../../messages/mark-room-read.ts';

export const markRoomRead: NonNullable<MutationResolvers['markRoomRead']> = async (_source, args, context) => await rule(context, args);
