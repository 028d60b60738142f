import type { PostResolvers } from '../generated/types.ts';
import { listReplies } from '../rules/lists.ts';

export const Post: PostResolvers = {
  __resolveReference: async ({ id }, { loaders }) => await loaders.visiblePost.load(id),
  id: ({ _id }) => _id,
  author: ({ authorId }) => ({ id: authorId }),
  mentions: ({ mentionIds }) => mentionIds.map((id) => ({ id })),
  replyTo: async ({ replyToId }, _args, { loaders }) => (replyToId === null ? null : await loaders.visiblePost.load(replyToId)),
  replies: async ({ _id }, args, context) => await listReplies(context, _id, args),
  viewerLiked: async ({ _id }, _args, { loaders }) => await loaders.liked.load(_id),
  fanOut: async ({ _id, authorId }, _args, { viewerId, loaders }) => {
    const progress = authorId === viewerId ? await loaders.fanOut.load(_id) : null;
    if (!progress) return null;
    const { delivery, isOpen, done, total, updatedAt } = progress;
    if (delivery === 'PULL' || !isOpen) return { state: 'DONE', done: total, total, updatedAt };
    return { state: done === 0 ? 'PENDING' : 'RUNNING', done, total, updatedAt };
  },
};
