import { shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments, paginate, type Step } from '#lib/graphql/connection.ts';
import type { PostsDeps, Reading } from '../context.ts';
import { liveCursor } from './live-cursor.ts';
import type { PostRecord } from '../model.ts';
import { requireViewer } from './viewer.ts';

interface FeedItem {
  postId: string;
  authorId: string;
  publishedAt: Date;
}

/** Whom a viewer's feed comes from. Everybody whom the viewer follows, as of now. */
export async function followeesOf({ models }: PostsDeps, viewerId: string): Promise<Set<string>> {
  const edges = await models.following.find({ followerId: viewerId, shard: shardOf(viewerId) }, { followeeId: 1 }).lean();
  return new Set(edges.map(({ followeeId }) => followeeId));
}

/** Whether a post belongs into a viewer's feed: their own, or of somebody they follow, and then no answer to a stranger. */
export function belongsInFeed(
  viewerId: string,
  followees: ReadonlySet<string>,
  post: Pick<PostRecord, 'authorId' | 'replyToAuthorId'>,
): boolean {
  const { authorId, replyToAuthorId } = post;
  if (authorId === viewerId) return true;
  if (!followees.has(authorId)) return false;
  return replyToAuthorId === null || replyToAuthorId === viewerId || replyToAuthorId === authorId || followees.has(replyToAuthorId);
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
  const followees = await followeesOf(deps, viewerId);
  const seen = new Set<string>();
  const posts = new Map<string, PostRecord>();
  const page = await paginate<FeedItem>({
    args,
    cursors: deps.cursors,
    scope: 'feed',
    order: 'newest first',
    fields: { at: 'publishedAt', id: 'postId' },
    placeOf: ({ publishedAt, postId }) => [publishedAt, postId],
    fetch: (step) => readStep(deps, viewerId, followees, step),
    keep: async (items) => {
      const fresh = items.filter(({ postId }) => !seen.has(postId));
      for (const { authorId } of fresh) loaders.follows.prime(authorId, followees.has(authorId));
      const loaded = await loaders.visiblePost.loadMany(fresh.map(({ postId }) => postId));
      for (const post of loaded) {
        if (post instanceof Error) throw post;
        if (post && belongsInFeed(viewerId, followees, post)) posts.set(post._id, post);
      }
      for (const { postId } of fresh) seen.add(postId);
      return fresh.filter(({ postId }) => posts.has(postId));
    },
  });
  const connection = mapConnection(page, ({ postId }) => posts.get(postId) as PostRecord);
  return { ...connection, liveCursor: cursor };
}

/**
 * The next items of a feed: its entries, merged with the posts still on their way into feeds.
 *
 * The open fan-outs are read first: a post that is no longer among them has all its entries by then.
 */
async function readStep(
  { models }: PostsDeps,
  viewerId: string,
  followees: ReadonlySet<string>,
  { filter, sort, limit }: Step,
): Promise<FeedItem[]> {
  const fields = { postId: 1, authorId: 1, publishedAt: 1 };
  const authorIds = [...followees];
  const open = await models.fanOuts
    .find({ isOpen: true, authorId: { $in: authorIds }, shard: { $in: [...new Set(authorIds.map(shardOf))] }, ...filter }, fields)
    .sort(sort)
    .limit(limit)
    .lean();
  const entries = await models.feedEntries
    .find({ viewerId, shard: shardOf(viewerId), ...filter }, fields)
    .sort(sort)
    .limit(limit)
    .lean();
  const merged = new Map([...open, ...entries].map((item) => [item.postId, item]));
  return [...merged.values()]
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || (a.postId < b.postId ? 1 : -1))
    .slice(0, limit);
}
