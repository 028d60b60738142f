import { subscriberOf } from '#lib/events/subscriber.ts';
import type { SubscriptionResolvers } from '../../generated/types.ts';
import { type AddedNotification, followNotifications } from '../../inbox/live.ts';

export const notificationAdded: NonNullable<SubscriptionResolvers['notificationAdded']> = {
  subscribe: async (_source, { after }, context) => await followNotifications(context, { after: after ?? null, ...subscriberOf(context) }),
  resolve: (added: AddedNotification) => added,
};
