import type { PostResolvers } from '../generated/types.ts';
import { listEdits } from '../writing/edits.ts';
import { listLikers } from '../marks/liked-by.ts';
import { listReplies } from '../reading/lists.ts';
import { mayAnswer } from '../drafts/publish-draft.ts';
import { maxMentions } from '../writing/text.ts';
import { findPost } from '../reading/viewer.ts';

export const Post: PostResolvers = {
  __resolveReference: async ({ id }, context) => await findPost(context, id),
  id: ({ _id }) => _id,
  author: ({ authorId }) => ({ id: authorId }),
  edits: async (post, args, context) => await listEdits(context, post, args),
  mentions: ({ mentionIds }) => mentionIds.slice(0, maxMentions).map((id) => ({ id })),
  replyTo: async ({ replyToId }, _args, { loaders }) => (replyToId === null ? null : await loaders.visiblePost.load(replyToId)),
  replies: async ({ _id }, args, context) => await listReplies(context, _id, args),
  repostOf: async ({ repostOfId }, _args, { loaders }) => (repostOfId === null ? null : await loaders.visiblePost.load(repostOfId)),
  heldBecause: async (post, _args, context) => ('publishAt' in post && !(await mayAnswer(context, post)) ? 'PARENT_GONE' : null),
  publishAt: (post) => ('publishAt' in post ? post.publishAt : null),
  likedBy: async ({ _id }, args, context) => await listLikers(context, _id, args),
  viewerReposted: async ({ _id }, _args, { loaders }) => await loaders.reposted.load(_id),
  viewerBookmarked: async ({ _id }, _args, { loaders }) => await loaders.bookmarked.load(_id),
  viewerLiked: async ({ _id }, _args, { loaders }) => await loaders.liked.load(_id),
  fanOut: async ({ _id, authorId }, _args, { viewerId, loaders }) => {
    const progress = authorId === viewerId ? await loaders.fanOut.load(_id) : null;
    if (!progress) return null;
    const { delivery, isOpen, done, total, updatedAt } = progress;
    if (delivery === 'PULL' || !isOpen) return { state: 'DONE', done: total, total, updatedAt };
    return { state: done === 0 ? 'PENDING' : 'RUNNING', done, total, updatedAt };
  },
};
