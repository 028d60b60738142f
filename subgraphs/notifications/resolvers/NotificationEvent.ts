import type { NotificationEventResolvers } from '../generated/types.ts';
import { countUnread } from '../inbox/lists.ts';

export const NotificationEvent: NotificationEventResolvers = {
  notification: async ({ notificationId }, _args, { loaders }) => await loaders.ownGroup.load(notificationId),
  unreadCount: async (_source, _args, context) => await countUnread(context),
};
