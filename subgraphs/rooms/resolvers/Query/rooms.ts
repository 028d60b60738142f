import type { QueryResolvers } from '../../generated/types.ts';
import { listRooms } from '../../rooms/list-rooms.ts';

export const rooms: NonNullable<QueryResolvers['rooms']> = async (_source, args, context) => await listRooms(context, args);
