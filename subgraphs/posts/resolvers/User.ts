import type { UserResolvers } from '../generated/types.ts';
import { listPostsOf } from '../reading/lists.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  postCount: async ({ id }, _args, { loaders }) => (await loaders.account.load(id))?.postCount ?? 0,
  posts: async ({ id }, args, context) => await listPostsOf(context, id, args),
};
