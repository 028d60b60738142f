import type { RoomResolvers } from '../generated/types.ts';
import { countMembers, listMembers } from '../members/list-members.ts';
import { listBanned } from '../members/remove-member.ts';
import { listMessages } from '../messages/list-messages.ts';
import { findRoom, mayRead } from '../reading/may.ts';
import { shownUser } from '../reading/shown.ts';

export const Room: RoomResolvers = {
  __resolveReference: async ({ id }, context) => await findRoom(context, id),
  id: ({ _id }) => _id,
  createdBy: async ({ createdById }, _args, context) => await shownUser(context, createdById),
  memberCount: async (room, _args, context) => await countMembers(context, room),
  members: async (room, args, context) => await listMembers(context, room, args),
  messages: async (room, args, context) => await listMessages(context, room, args),
  banned: async (room, args, context) => await listBanned(context, room, args),
  lastMessage: async (room, _args, context) =>
    room.lastMessageId !== null && (await mayRead(context, room)) ? await context.loaders.message.load(room.lastMessageId) : null,
  viewerMembership: async ({ _id }, _args, { loaders }) => await loaders.membership.load(_id),
  unreadCount: async ({ _id }, _args, { loaders }) => (await loaders.unread.load(_id)).messages,
  unreadMentionCount: async ({ _id }, _args, { loaders }) => (await loaders.unread.load(_id)).mentions,
};
