import { AppError } from '#lib/core/errors.ts';
import type { SubscriptionResolvers } from '../../generated/types.ts';
import { followPosts } from '../../live/new-posts.ts';

export const newPost: NonNullable<SubscriptionResolvers['newPost']> = {
  subscribe: async (_source, { after, hashtag, public: isPublic }, context) => {
    const { live, signal } = context;
    if (!live || !signal) throw new AppError('SUBGRAPH_UNAVAILABLE', 'This process serves no subscriptions.');
    const events = await followPosts(context, {
      after: after ?? null,
      hashtag: hashtag ?? null,
      isPublic: isPublic ?? false,
      live,
      signal,
    });
    return (async function* () {
      for await (const event of events) yield { newPost: event };
    })();
  },
};
