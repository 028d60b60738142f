import type { PostResolvers } from '../generated/types.ts';
import { indexingOf } from '../indexing/indexing.ts';

export const Post: PostResolvers = {
  __resolveReference: (post) => post,
  // Everyone who sees the post may ask. posts gave the required fields only to such viewers, and clients cannot write them.
  indexing: async (post, _args, { loaders }) => await indexingOf(loaders, post),
};
