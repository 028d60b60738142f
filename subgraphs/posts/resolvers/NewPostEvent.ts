import type { NewPostEventResolvers } from '../generated/types.ts';

export const NewPostEvent: NewPostEventResolvers = {
  post: async ({ postId }, _args, { loaders }) => await loaders.visiblePost.load(postId),
};
