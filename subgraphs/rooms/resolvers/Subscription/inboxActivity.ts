import { subscriberOf } from '#lib/events/subscriber.ts';
import type { SubscriptionResolvers } from '../../generated/types.ts';
import { followInbox, type InboxChange } from '../../live/inbox-activity.ts';

export const inboxActivity: NonNullable<SubscriptionResolvers['inboxActivity']> = {
  subscribe: async (_source, { after }, context) => await followInbox(context, { after: after ?? null, ...subscriberOf(context) }),
  resolve: (change: InboxChange) => change,
};
