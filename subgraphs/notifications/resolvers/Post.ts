import type { PostResolvers } from '../generated/types.ts';

export const Post: PostResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  push: async ({ id }, _args, { loaders }) => {
    const progress = await loaders.ownPostPush.load(id);
    if (!progress) return null;
    const { done, total, isCounted, updatedAt } = progress;
    const state = isCounted && done >= total ? 'DONE' : done === 0 && total === 0 ? 'PENDING' : 'RUNNING';
    return { state, done, total: isCounted ? total : null, updatedAt };
  },
};
