import type { MessageResolvers } from '../generated/types.ts';
import { listReactions } from '../messages/react.ts';
import { findMessage, noSuchRoom } from '../reading/may.ts';
import { isMasked, shownUser, shownUsers } from '../reading/shown.ts';

export const Message: MessageResolvers = {
  __resolveReference: async ({ id }, context) => await findMessage(context, id),
  id: ({ _id }) => _id,
  room: async ({ roomId }, _args, { loaders }) => {
    const room = await loaders.room.load(roomId);
    // It was deleted between the two reads.
    if (!room) throw noSuchRoom('id');
    return room;
  },
  author: async ({ authorId }, _args, context) => await shownUser(context, authorId),
  text: async (message, _args, context) => ((await isMasked(context, message)) ? '' : message.text),
  mediaIds: async (message, _args, context) => ((await isMasked(context, message)) ? [] : message.mediaIds),
  replyTo: async (message, _args, context) => {
    if (message.replyToId === null || (await isMasked(context, message))) return null;
    const answered = await context.loaders.message.load(message.replyToId);
    return answered && !(await isMasked(context, answered)) ? answered : null;
  },
  mentions: async (message, _args, context) => {
    if (message.mentionIds.length === 0 || (await isMasked(context, message))) return [];
    return (await shownUsers(context, message.mentionIds)).map((id) => ({ id }));
  },
  reactions: async (message, _args, context) => ((await isMasked(context, message)) ? [] : await listReactions(context, message)),
  editedAt: async (message, _args, context) => ((await isMasked(context, message)) ? null : message.editedAt),
  isMasked: async (message, _args, context) => await isMasked(context, message),
};
