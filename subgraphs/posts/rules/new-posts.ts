/** The viewer's feed as it happens: what was missed since a cursor, then what comes, without a gap or a repeat. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { Live } from '#lib/events/live.ts';
import { type Envelope, openEventLog } from '#lib/events/log.ts';
import { maySee } from '#lib/relations/may-see.ts';
import { AppError } from '#lib/service/errors.ts';
import { postsEvents } from '#schema/events/posts.ts';
import type { PostsDeps, Reading } from '../context.ts';
import { belongsInFeed, loadFeedRelations } from './feed.ts';
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
export async function followFeed(reading: Reading, { after, live, signal }: NewPostsInput): Promise<AsyncGenerator<NewPost>> {
  const { deps } = reading;
  const viewerId = requireViewer(reading.viewerId);
  const log = openEventLog(deps.connection);
  const { epoch, seq } = await log.head();
  const afterSeq = after === null ? null : decodeLiveCursor(deps, after, { epoch, seq });
  const { headSeq, events } = await live.listen(viewerId, signal);
  const missed = afterSeq === null ? [] : await readMissed(reading, viewerId, { afterSeq, upToSeq: headSeq });
  const toEvent = (envelope: Envelope): NewPost => ({
    cursor: encodeLiveCursor(deps, { epoch, seq: envelope.seq }),
    postId: envelope.subject,
  });
  return (async function* () {
    for (const envelope of missed) yield toEvent(envelope);
    for await (const envelope of events) yield toEvent(envelope);
  })();
}

async function readMissed(reading: Reading, viewerId: string, range: { afterSeq: number; upToSeq: number }): Promise<Envelope[]> {
  if (range.afterSeq >= range.upToSeq) return [];
  const { feed, authorIds } = await loadFeedRelations(reading, viewerId);
  const log = openEventLog(reading.deps.connection);
  const missed: Envelope[] = [];
  let { afterSeq } = range;
  for (;;) {
    const found = await log.readTopics('post.created', [viewerId, ...authorIds], { ...range, afterSeq, limit: maxMissed });
    const belonging = found.filter(({ payload }) => belongsInFeed(feed, postsEvents['post.created.v1'].parse(payload)));
    missed.push(...(await onlyVisibleNow(reading, belonging)));
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

/** Which of these viewers an event brings a new post. */
export async function audience(deps: PostsDeps, envelope: Envelope, viewerIds: string[]): Promise<Set<string>> {
  if (envelope.type !== 'post.created') return new Set();
  const post = postsEvents['post.created.v1'].parse(envelope.payload);
  const { authorId, replyToAuthorId } = post;
  const restriction = await deps.models.restrictions.findOne(byId(authorId)).lean();
  const toAuthor = await findEnds(deps, authorId, viewerIds);
  const toAnswered = replyToAuthorId === null || replyToAuthorId === authorId ? toAuthor : await findEnds(deps, replyToAuthorId, viewerIds);
  const ends = new Map([
    [authorId, toAuthor],
    [replyToAuthorId ?? authorId, toAnswered],
  ]);
  return new Set(
    viewerIds.filter((viewerId) => {
      const follows = (userId: string): boolean => ends.get(userId)?.followers.has(viewerId) ?? false;
      const mutes = (userId: string): boolean => ends.get(userId)?.relations.get(viewerId)?.isMuted ?? false;
      const isBlocked = (userId: string): boolean => {
        const end = ends.get(userId)?.relations.get(viewerId);
        return Boolean(end?.blocks || end?.isBlocked);
      };
      return (
        belongsInFeed({ viewerId, follows, mutes }, post) && maySee({ viewerId, follows, isBlocked, restriction: () => restriction }, post)
      );
    }),
  );
}

/** What a user is to these viewers: both are asked for at that user's end, where one shard has them all. */
async function findEnds({ models }: PostsDeps, userId: string, viewerIds: string[]) {
  const shard = shardOf(userId);
  const follows = await models.followers.find({ followeeId: userId, shard, followerId: { $in: viewerIds } }, { followerId: 1 }).lean();
  const relations = await models.relations.find({ userId, shard, otherId: { $in: viewerIds } }).lean();
  return {
    followers: new Set(follows.map(({ followerId }) => followerId)),
    relations: new Map(relations.map((relation) => [relation.otherId, relation])),
  };
}
