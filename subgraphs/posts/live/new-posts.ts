/** New posts as they come, for a viewer's feed, under a tag, or for everybody: what was missed since a cursor, then what comes, without a gap or a repeat. */
import type { Live } from '#lib/events/live.ts';
import { type Envelope, openEventLog } from '#lib/events/log.ts';
import { AppError } from '#lib/core/errors.ts';
import { postsEvents } from '#schema/events/posts.ts';
import type { Reading } from '../context.ts';
import { type Interest, publicTopic } from './audience.ts';
import { belongsInFeed, loadFeedRelations } from '../feed/feed.ts';
import { decodeLiveCursor, encodeLiveCursor } from './live-cursor.ts';
import { readHashtag } from '../writing/text.ts';
import { requireViewer } from '../reading/viewer.ts';

const maxMissed = 1_000;

export interface NewPost {
  cursor: string;
  postId: string;
}

export interface NewPostsInput {
  after: string | null;
  /** A tag to follow instead of the viewer's feed. */
  hashtag: string | null;
  /** Whether to follow what is listed for everybody instead of the feed. */
  isPublic: boolean;
  live: Live<Interest>;
  signal: AbortSignal;
}

/**
 * Posts as they are published: into the viewer's feed, under a tag, or to everybody.
 *
 * @throws AppError `UNAUTHENTICATED` for a feed; `CURSOR_EXPIRED` when more than 1,000 were missed or the cursor is too old; `BAD_USER_INPUT`.
 */
export async function followPosts(reading: Reading, input: NewPostsInput): Promise<AsyncGenerator<NewPost>> {
  const { after, live, signal } = input;
  const { deps, viewerId } = reading;
  const interest = interestOf(input, viewerId);
  const log = openEventLog(deps.connection);
  const { epoch, seq } = await log.head();
  const afterSeq = after === null ? null : decodeLiveCursor(deps, after, { epoch, seq });
  const { headSeq, events } = await live.listen(interest, signal);
  const missed = afterSeq === null ? [] : await readMissed(reading, interest, { afterSeq, upToSeq: headSeq });
  const toEvent = (envelope: Envelope): NewPost => ({
    cursor: encodeLiveCursor(deps, { epoch, seq: envelope.seq }),
    postId: envelope.subject,
  });
  return (async function* () {
    for (const envelope of missed) yield toEvent(envelope);
    for await (const envelope of events) yield toEvent(envelope);
  })();
}

function interestOf({ hashtag, isPublic }: NewPostsInput, viewerId: string | null): Interest {
  if (hashtag !== null) return { kind: 'hashtag', viewerId, hashtag: readHashtag(hashtag, 'hashtag') };
  return isPublic ? { kind: 'public', viewerId } : { kind: 'feed', viewerId: requireViewer(viewerId) };
}

/** What an interest is in: the log's topics that it reads, and which of their events belong to it. */
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

async function readMissed(reading: Reading, interest: Interest, range: { afterSeq: number; upToSeq: number }): Promise<Envelope[]> {
  if (range.afterSeq >= range.upToSeq) return [];
  const { topics, keep } = await choose(reading, interest);
  const log = openEventLog(reading.deps.connection);
  const missed: Envelope[] = [];
  let { afterSeq } = range;
  for (;;) {
    const found = await log.readTopics('post.created', topics, { ...range, afterSeq, limit: maxMissed });
    missed.push(...(await onlyVisibleNow(reading, await keep(found))));
    if (missed.length > maxMissed) throw new AppError('CURSOR_EXPIRED', 'Load the page again.', { field: 'after' });
    afterSeq = found.at(-1)?.seq ?? range.upToSeq;
    if (found.length < maxMissed) return missed;
  }
}

/** Without what is gone or hidden meanwhile. */
async function onlyVisibleNow({ loaders }: Reading, envelopes: Envelope[]): Promise<Envelope[]> {
  const posts = await Promise.all(envelopes.map(async ({ subject }) => await loaders.visiblePost.load(subject)));
  return envelopes.filter((_, index) => posts[index] !== null);
}
