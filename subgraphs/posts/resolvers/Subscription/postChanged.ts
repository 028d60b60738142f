import { subscriberOf } from '#lib/events/subscriber.ts';
import type { SubscriptionResolvers } from '../../generated/types.ts';
import { followChanges, type PostChange } from '../../live/post-changes.ts';

export const postChanged: NonNullable<SubscriptionResolvers['postChanged']> = {
  subscribe: async (_source, { ids }, context) => await followChanges(context, { ids, ...subscriberOf(context) }),
  resolve: (change: PostChange) => change,
};
