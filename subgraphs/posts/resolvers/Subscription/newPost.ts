import { AppError } from '#lib/service/errors.ts';
import type { SubscriptionResolvers } from '../../generated/types.ts';
import { followPosts } from '../../rules/new-posts.ts';

export const newPost: NonNullable<SubscriptionResolvers['newPost']> = {
  subscribe: async (_source, { after, hashtag }, context) => {
    const { live, signal } = context;
    if (!live || !signal) throw new AppError('SUBGRAPH_UNAVAILABLE', 'This process serves no subscriptions.');
    const events = await followPosts(context, { after: after ?? null, hashtag: hashtag ?? null, live, signal });
    return (async function* () {
      for await (const event of events) yield { newPost: event };
    })();
  },
};
