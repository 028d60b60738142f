/** The viewer's feed as it happens: what was missed since a cursor, then what comes, without a gap or a repeat. */
import { shardOf } from '#lib/db/ids.ts';
import type { Live } from '#lib/events/live.ts';
import { type Envelope, openEventLog } from '#lib/events/log.ts';
import { AppError } from '#lib/service/errors.ts';
import { postsEvents } from '#schema/events/posts.ts';
import type { PostsDeps, Reading } from '../context.ts';
import { belongsInFeed, followeesOf } from './feed.ts';
import { decodeLiveCursor, encodeLiveCursor } from './live-cursor.ts';
import { requireViewer } from './viewer.ts';

const maxMissed = 1_000;

export interface NewPost {
  cursor: string;
  postId: string;
}

export interface NewPostsInput {
  after: string | null;
  live: Live;
  signal: AbortSignal;
}

/**
 * Posts as they come into the viewer's feed.
 *
 * @throws AppError `UNAUTHENTICATED`; `CURSOR_EXPIRED` when more than 1,000 were missed or the cursor is too old; `BAD_USER_INPUT`.
 */
export async function followFeed({ deps, ...reading }: Reading, { after, live, signal }: NewPostsInput): Promise<AsyncGenerator<NewPost>> {
  const viewerId = requireViewer(reading.viewerId);
  const log = openEventLog(deps.connection);
  const { epoch, seq } = await log.head();
  const afterSeq = after === null ? null : decodeLiveCursor(deps, after, { epoch, seq });
  const { headSeq, events } = await live.listen(viewerId, signal);
  const missed = afterSeq === null ? [] : await readMissed(deps, viewerId, { afterSeq, upToSeq: headSeq });
  const toEvent = (envelope: Envelope): NewPost => ({
    cursor: encodeLiveCursor(deps, { epoch, seq: envelope.seq }),
    postId: envelope.subject,
  });
  return (async function* () {
    for (const envelope of missed) yield toEvent(envelope);
    for await (const envelope of events) yield toEvent(envelope);
  })();
}

async function readMissed(deps: PostsDeps, viewerId: string, range: { afterSeq: number; upToSeq: number }): Promise<Envelope[]> {
  if (range.afterSeq >= range.upToSeq) return [];
  const followees = await followeesOf(deps, viewerId);
  const log = openEventLog(deps.connection);
  const missed: Envelope[] = [];
  let { afterSeq } = range;
  for (;;) {
    const found = await log.readTopics('post.created', [viewerId, ...followees], { ...range, afterSeq, limit: maxMissed });
    missed.push(...found.filter(({ payload }) => belongsInFeed(viewerId, followees, postsEvents['post.created.v1'].parse(payload))));
    if (missed.length > maxMissed) throw new AppError('CURSOR_EXPIRED', 'Load the page again.', { field: 'after' });
    afterSeq = found.at(-1)?.seq ?? range.upToSeq;
    if (found.length < maxMissed) return missed;
  }
}

/** Which of these viewers an event brings a new post. */
export async function audience({ models }: PostsDeps, envelope: Envelope, viewerIds: string[]): Promise<Set<string>> {
  if (envelope.type !== 'post.created') return new Set();
  const post = postsEvents['post.created.v1'].parse(envelope.payload);
  const { authorId, replyToAuthorId } = post;
  const followersOf = async (followeeId: string): Promise<Set<string>> => {
    const edges = await models.followers
      .find({ followeeId, shard: shardOf(followeeId), followerId: { $in: viewerIds } }, { followerId: 1 })
      .lean();
    return new Set(edges.map(({ followerId }) => followerId));
  };
  const followers = await followersOf(authorId);
  const followersOfAnswered = replyToAuthorId === null || replyToAuthorId === authorId ? followers : await followersOf(replyToAuthorId);
  return new Set(
    viewerIds.filter((viewerId) => {
      const followees = new Set([
        ...(followers.has(viewerId) ? [authorId] : []),
        ...(replyToAuthorId !== null && followersOfAnswered.has(viewerId) ? [replyToAuthorId] : []),
      ]);
      return belongsInFeed(viewerId, followees, post);
    }),
  );
}
