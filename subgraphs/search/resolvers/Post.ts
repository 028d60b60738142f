import type { PostResolvers } from '../generated/types.ts';
import { indexingOf } from '../indexing/indexing.ts';

export const Post: PostResolvers = {
  __resolveReference: (post) => post,
  // Whoever sees the post may know: posts has said so by giving what it requires, which clients cannot write. Whether a post is in the index
  // is all that a made-up one would tell.
  indexing: async (post, _args, { loaders }) => await indexingOf(loaders, post),
};
