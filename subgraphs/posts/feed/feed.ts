/** The home feed: its authors, the posts that belong into it, and its pages. */
import { shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { PostsDeps } from '../deps.ts';
import { readFeedStep } from './feed-sources.ts';
import type { FeedItem } from './merge-items.ts';
import { liveCursor } from '../live/live-cursor.ts';
import type { PostRecord } from '../model.ts';

/** The users whom a viewer follows now, and whether their earlier posts are stored in the viewer's feed. */
export async function followeesOf({ models }: PostsDeps, viewerId: string): Promise<Map<string, { isBackfilled: boolean }>> {
  const edges = await models.following.find({ followerId: viewerId, shard: shardOf(viewerId) }, { followeeId: 1, isBackfilled: 1 }).lean();
  return new Map(edges.map(({ followeeId, isBackfilled = false }) => [followeeId, { isBackfilled }]));
}

/** The relations that decide whether a visible post belongs into the viewer's feed. */
export interface FeedRelations {
  viewerId: string | null;
  follows: (userId: string) => boolean;
  mutes: (userId: string) => boolean;
}

/**
 * Whether a post belongs into a viewer's feed. The viewer's own posts do. Posts of followed, unmuted authors do, except answers
 * to users whom the viewer does not follow, and answers to or reposts of muted users.
 */
export function belongsInFeed(
  { viewerId, follows, mutes }: FeedRelations,
  { authorId, replyToAuthorId, repostOfAuthorId }: Pick<PostRecord, 'authorId' | 'replyToAuthorId' | 'repostOfAuthorId'>,
): boolean {
  if (authorId === viewerId) return true;
  if (!follows(authorId) || mutes(authorId) || (repostOfAuthorId !== null && mutes(repostOfAuthorId))) return false;
  if (replyToAuthorId === null || replyToAuthorId === viewerId || replyToAuthorId === authorId) return true;
  return follows(replyToAuthorId) && !mutes(replyToAuthorId);
}

/** Loads the authors of a viewer's feed, and primes the loaders with the viewer's relations to them. */
export async function loadFeedRelations({ deps, loaders }: Reading, viewerId: string) {
  const followees = await followeesOf(deps, viewerId);
  const ids = [...followees.keys()];
  for (const id of ids) loaders.follows.prime(id, true);
  const muted = new Set<string>();
  const noteMutes = async (userIds: string[]): Promise<void> => {
    const relations = await Promise.all(userIds.map(async (id) => await loaders.between.load(id)));
    for (const [index, id] of userIds.entries()) if (relations[index]?.mutes) muted.add(id);
  };
  await noteMutes(ids);
  const authorIds = ids.filter((id) => !muted.has(id));
  const newIds = authorIds.filter((id) => !followees.get(id)?.isBackfilled);
  const feed: FeedRelations = { viewerId, follows: (id) => followees.has(id), mutes: (id) => muted.has(id) };
  /** Loads whether the viewer mutes the authors of reposted posts. The viewer need not follow these. */
  const noteReposts = async (posts: readonly Pick<PostRecord, 'repostOfAuthorId'>[]): Promise<void> =>
    await noteMutes([...new Set(posts.flatMap(({ repostOfAuthorId }) => repostOfAuthorId ?? []))]);
  return { feed, authorIds, newIds, noteReposts };
}

/**
 * A page of the viewer's home feed, with the cursor that joins it to what comes live.
 *
 * @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`.
 */
export async function readFeed(reading: Reading, args: PageArguments): Promise<Connection<PostRecord> & { liveCursor: string }> {
  const { deps, loaders } = reading;
  const viewerId = requireViewer(reading.viewerId);
  // The cursor is taken before the page is read. Events numbered later come live.
  const cursor = await liveCursor(deps);
  const { feed, authorIds, newIds, noteReposts } = await loadFeedRelations(reading, viewerId);
  const seen = new Set<string>();
  const posts = new Map<string, PostRecord>();
  const page = await paginate<FeedItem>({
    args,
    cursors: deps.cursors,
    scope: 'feed',
    order: 'newest first',
    fields: { at: 'publishedAt', id: 'postId' },
    placeOf: ({ publishedAt, postId }) => [publishedAt, postId],
    fetch: async (step) => await readFeedStep(deps, { viewerId, authorIds, newIds }, step),
    keep: async (items) => {
      const fresh = items.filter(({ postId }) => !seen.has(postId));
      const loaded = await Promise.all(fresh.map(async ({ postId }) => await loaders.visiblePost.load(postId)));
      const visible = loaded.filter((post) => post !== null);
      await noteReposts(visible);
      for (const post of visible) if (belongsInFeed(feed, post)) posts.set(post._id, post);
      for (const { postId } of fresh) seen.add(postId);
      return fresh.filter(({ postId }) => posts.has(postId));
    },
  });
  const connection = mapConnection(page, ({ postId }) => posts.get(postId) as PostRecord);
  return { ...connection, liveCursor: cursor };
}
