import type { PostChangeResolvers } from '../generated/types.ts';

export const PostChange: PostChangeResolvers = {
  post: async ({ kind, postId }, _args, { loaders }) => (kind === 'DELETED' ? null : await loaders.visiblePost.load(postId)),
};
