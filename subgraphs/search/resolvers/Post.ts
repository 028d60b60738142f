import type { PostResolvers } from '../generated/types.ts';
import { indexingOf } from '../rules/indexing.ts';

export const Post: PostResolvers = {
  __resolveReference: (post) => post,
  // Whoever sees the post may know: posts has said so by giving what it requires.
  indexing: async (post, _args, { deps }) => await indexingOf(deps, post),
};
