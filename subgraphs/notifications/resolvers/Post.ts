import type { PostResolvers } from '../generated/types.ts';

export const Post: PostResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  push: async ({ id }, _args, { loaders }) => {
    const progress = await loaders.ownPostPush.load(id);
    if (!progress) return null;
    const { done, total, updatedAt } = progress;
    const state = total !== null && done >= total ? 'DONE' : done === 0 ? 'PENDING' : 'RUNNING';
    return { state, done, total, updatedAt };
  },
};
