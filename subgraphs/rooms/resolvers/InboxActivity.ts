import type { InboxActivityResolvers } from '../generated/types.ts';
import { findOwnRoom } from '../reading/may.ts';

export const InboxActivity: InboxActivityResolvers = {
  room: async ({ roomId }, _args, context) => await findOwnRoom(context, roomId),
  lastMessage: async ({ roomId }, _args, context) => {
    const room = await findOwnRoom(context, roomId);
    return room?.lastMessageId == null ? null : await context.loaders.message.load(room.lastMessageId);
  },
  unreadCount: async ({ roomId }, _args, { loaders }) => (await loaders.unread.load(roomId)).messages,
  unreadMentionCount: async ({ roomId }, _args, { loaders }) => (await loaders.unread.load(roomId)).mentions,
};
