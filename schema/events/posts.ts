/** What posts publishes. An event's subject is the post; its revision grows with each write of the post. */
import { z } from 'zod';
import { accountEvents } from './accounts.ts';

const post = z.object({
  postId: z.string(),
  authorId: z.string(),
  text: z.string(),
  visibility: z.enum(['PUBLIC', 'FOLLOWERS', 'MENTIONED']),
  hashtags: z.array(z.string()),
  mentionIds: z.array(z.string()),
  replyToId: z.string().nullable(),
  replyToAuthorId: z.string().nullable(),
  repostOfId: z.string().nullable().default(null),
  repostOfAuthorId: z.string().nullable().default(null),
  mediaIds: z.array(z.string()).default([]),
  publishedAt: z.iso.datetime(),
});

export const postsEvents = {
  ...accountEvents,
  'post.created.v1': post,
  'post.edited.v1': post.extend({ editedAt: z.iso.datetime() }),
  // Who could see it tells who may hear of its end.
  'post.deleted.v1': post.pick({ postId: true, authorId: true, visibility: true, mentionIds: true, repostOfAuthorId: true }),
  /** What was never published is gone; others than its author never knew of it. */
  'post.draft-deleted.v1': z.object({ postId: z.string(), authorId: z.string() }),
  'post.liked.v1': z.object({ postId: z.string(), authorId: z.string(), likerId: z.string() }),
  'post.unliked.v1': z.object({ postId: z.string(), authorId: z.string(), likerId: z.string() }),
};
