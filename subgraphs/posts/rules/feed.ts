/** The home feed: whom it comes from, what belongs into it, and its pages. */
import { shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import type { PostsDeps, Reading } from '../context.ts';
import { type FeedItem, readFeedStep } from './feed-sources.ts';
import { liveCursor } from './live-cursor.ts';
import type { PostRecord } from '../model.ts';
import { requireViewer } from './viewer.ts';

/** Whom a viewer follows now, with whether their past is stored in the viewer's feed. */
export async function followeesOf({ models }: PostsDeps, viewerId: string): Promise<Map<string, { isBackfilled: boolean }>> {
  const edges = await models.following.find({ followerId: viewerId, shard: shardOf(viewerId) }, { followeeId: 1, isBackfilled: 1 }).lean();
  return new Map(edges.map(({ followeeId, isBackfilled = false }) => [followeeId, { isBackfilled }]));
}

/** What decides whether a post that a viewer may see belongs into their feed. */
export interface FeedRelations {
  viewerId: string;
  follows: (userId: string) => boolean;
  mutes: (userId: string) => boolean;
}

/** Whether a post belongs into a viewer's feed: their own, or of somebody they follow and do not mute, and then no answer to a stranger. */
export function belongsInFeed(
  { viewerId, follows, mutes }: FeedRelations,
  { authorId, replyToAuthorId }: Pick<PostRecord, 'authorId' | 'replyToAuthorId'>,
): boolean {
  if (authorId === viewerId) return true;
  if (!follows(authorId) || mutes(authorId)) return false;
  if (replyToAuthorId === null || replyToAuthorId === viewerId || replyToAuthorId === authorId) return true;
  return follows(replyToAuthorId) && !mutes(replyToAuthorId);
}

/** What a viewer's feed is made from, as of now; the loaders know the viewer's relations to all of them afterwards. */
export async function loadFeedRelations({ deps, loaders }: Reading, viewerId: string) {
  const followees = await followeesOf(deps, viewerId);
  const ids = [...followees.keys()];
  for (const id of ids) loaders.follows.prime(id, true);
  const relations = await Promise.all(ids.map(async (id) => await loaders.between.load(id)));
  const muted = new Set(ids.filter((_, index) => relations[index]?.mutes));
  const authorIds = ids.filter((id) => !muted.has(id));
  const newIds = authorIds.filter((id) => !followees.get(id)?.isBackfilled);
  const feed: FeedRelations = { viewerId, follows: (id) => followees.has(id), mutes: (id) => muted.has(id) };
  return { feed, authorIds, newIds };
}

/**
 * A page of the viewer's home feed, with the cursor that joins it to what comes live.
 *
 * @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`.
 */
export async function readFeed(reading: Reading, args: PageArguments): Promise<Connection<PostRecord> & { liveCursor: string }> {
  const { deps, loaders } = reading;
  const viewerId = requireViewer(reading.viewerId);
  // Before the page is read: what gets its number later comes live.
  const cursor = await liveCursor(deps);
  const { feed, authorIds, newIds } = await loadFeedRelations(reading, viewerId);
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
      const loaded = await loaders.visiblePost.loadMany(fresh.map(({ postId }) => postId));
      for (const post of loaded) {
        if (post instanceof Error) throw post;
        if (post && belongsInFeed(feed, post)) posts.set(post._id, post);
      }
      for (const { postId } of fresh) seen.add(postId);
      return fresh.filter(({ postId }) => posts.has(postId));
    },
  });
  const connection = mapConnection(page, ({ postId }) => posts.get(postId) as PostRecord);
  return { ...connection, liveCursor: cursor };
}
