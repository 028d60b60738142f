/** New posts as they come, for a feed, a tag or the public list: the missed ones since a cursor, then the new ones. */
import { followLog } from '#lib/events/follow-log.ts';
import type { Live } from '#lib/events/live.ts';
import type { Envelope } from '#lib/events/log.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import { postsEvents } from '#schema/events/posts.ts';
import type { Reading } from '../context.ts';
import { type Interest, publicTopic } from './interest.ts';
import { belongsInFeed, loadFeedRelations } from '../feed/feed.ts';
import { newPostCursors } from './live-cursor.ts';
import { readHashtag } from '../writing/text.ts';

export interface NewPost {
  cursor: string;
  postId: string;
}

export interface NewPostsInput {
  after: string | null;
  /** A tag to follow instead of the viewer's feed; null for none. */
  hashtag: string | null;
  /** Whether to follow the public list instead of the feed. */
  isPublic: boolean;
  live: Live<Interest>;
  signal: AbortSignal;
}

/**
 * Posts as they are published: into the viewer's feed, under a tag, or into the public list.
 *
 * @throws AppError `UNAUTHENTICATED` for a feed; `CURSOR_EXPIRED` when the listener missed more than 1,000, or the cursor is too
 * old; `BAD_USER_INPUT`.
 */
export async function followPosts(reading: Reading, input: NewPostsInput): Promise<AsyncGenerator<NewPost>> {
  const { after, live, signal } = input;
  const interest = interestOf(input, reading.viewerId);
  return await followLog(reading.deps, {
    cursors: newPostCursors,
    interest,
    after,
    live,
    signal,
    missed: async () => {
      const { topics, keep } = await choose(reading, interest);
      return { type: 'post.created', topics, keep: async (missed) => await onlyVisibleNow(reading, await keep(missed)) };
    },
    toItem: ({ cursor, envelope }) => ({ cursor, postId: envelope.subject }),
  });
}

function interestOf({ hashtag, isPublic }: NewPostsInput, viewerId: string | null): Interest {
  if (hashtag !== null) return { kind: 'hashtag', viewerId, hashtag: readHashtag(hashtag, 'hashtag') };
  return isPublic ? { kind: 'public', viewerId } : { kind: 'feed', viewerId: requireViewer(viewerId) };
}

/** The log's topics of an interest, and the filter for the events that belong to it. */
async function choose(
  reading: Reading,
  interest: Interest,
): Promise<{ topics: string[]; keep: (missed: Envelope[]) => Promise<Envelope[]> }> {
  if (interest.kind === 'hashtag') return { topics: [`#${interest.hashtag}`], keep: async (missed) => missed.filter(isPublic) };
  if (interest.kind === 'public') return { topics: [publicTopic], keep: async (missed) => missed };
  if (interest.kind === 'posts') throw new Error('Changes of posts have no cursor.');
  const { feed, authorIds, noteReposts } = await loadFeedRelations(reading, interest.viewerId);
  return {
    topics: [interest.viewerId, ...authorIds],
    keep: async (missed) => {
      const posts = missed.map(({ payload }) => postsEvents['post.created.v1'].parse(payload));
      await noteReposts(posts);
      return missed.filter((_, index) => belongsInFeed(feed, posts[index] as (typeof posts)[number]));
    },
  };
}

function isPublic({ payload }: Envelope): boolean {
  return payload['visibility'] === 'PUBLIC';
}

/** The events whose posts the viewer may still see. */
async function onlyVisibleNow({ loaders }: Reading, envelopes: Envelope[]): Promise<Envelope[]> {
  const posts = await Promise.all(envelopes.map(async ({ subject }) => await loaders.visiblePost.load(subject)));
  return envelopes.filter((_, index) => posts[index] !== null);
}
