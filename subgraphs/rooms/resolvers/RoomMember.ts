import type { RoomMemberResolvers } from '../generated/types.ts';

export const RoomMember: RoomMemberResolvers = {
  user: ({ userId }) => ({ id: userId }),
  readUpTo: async ({ roomId, userId, readUpTo }, _args, { viewerId, loaders }) =>
    userId === viewerId || (await loaders.room.load(roomId))?.kind === 'DIRECT' ? readUpTo : null,
  isMuted: ({ userId, isMuted }, _args, { viewerId }) => userId === viewerId && isMuted,
};
