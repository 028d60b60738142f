import { subscriberOf } from '#lib/events/subscriber.ts';
import type { SubscriptionResolvers } from '../../generated/types.ts';
import { followPosts, type NewPost } from '../../live/new-posts.ts';

export const newPost: NonNullable<SubscriptionResolvers['newPost']> = {
  subscribe: async (_source, { after, hashtag, public: isPublic }, context) =>
    await followPosts(context, {
      after: after ?? null,
      hashtag: hashtag ?? null,
      isPublic: isPublic ?? false,
      ...subscriberOf(context),
    }),
  resolve: (post: NewPost) => post,
};
