import { AppError } from '#lib/core/errors.ts';
import type { SubscriptionResolvers } from '../../generated/types.ts';
import { followChanges } from '../../live/post-changes.ts';

export const postChanged: NonNullable<SubscriptionResolvers['postChanged']> = {
  subscribe: async (_source, { ids }, context) => {
    const { live, signal } = context;
    if (!live || !signal) throw new AppError('SUBGRAPH_UNAVAILABLE', 'This process serves no subscriptions.');
    const events = await followChanges(context, { ids, live, signal });
    return (async function* () {
      for await (const event of events) yield { postChanged: event };
    })();
  },
};
