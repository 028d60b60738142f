import { AppError } from '#lib/core/errors.ts';
import type { SubscriptionResolvers } from '../../generated/types.ts';
import { followNotifications } from '../../inbox/live.ts';

export const notificationAdded: NonNullable<SubscriptionResolvers['notificationAdded']> = {
  subscribe: async (_source, { after }, context) => {
    const { live, signal } = context;
    if (!live || !signal) throw new AppError('SUBGRAPH_UNAVAILABLE', 'This process serves no subscriptions.');
    const events = await followNotifications(context, { after: after ?? null, live, signal });
    return (async function* () {
      for await (const event of events) yield { notificationAdded: event };
    })();
  },
};
