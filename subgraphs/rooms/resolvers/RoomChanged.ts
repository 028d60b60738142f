import type { RoomChangedResolvers } from '../generated/types.ts';
import { findRoom } from '../reading/may.ts';

export const RoomChanged: RoomChangedResolvers = {
  room: async ({ roomId }, _args, context) => await findRoom(context, roomId),
};
