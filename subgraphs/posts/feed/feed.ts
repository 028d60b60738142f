/** The home feed: whom it comes from, what belongs into it, and its pages. */
import { shardOf } from '#lib/db/ids.ts';
import { type Connection, mapConnection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import type { Reading } from '../context.ts';
import type { PostsDeps } from '../deps.ts';
import { type FeedItem, readFeedStep } from './feed-sources.ts';
import { liveCursor } from '../live/live-cursor.ts';
import type { PostRecord } from '../model.ts';
import { requireViewer } from '../reading/viewer.ts';

/** Whom a viewer follows now, with whether their past is stored in the viewer's feed. */
export async function followeesOf({ models }: PostsDeps, viewerId: string): Promise<Map<string, { isBackfilled: boolean }>> {
  const edges = await models.following.find({ followerId: viewerId, shard: shardOf(viewerId) }, { followeeId: 1, isBackfilled: 1 }).lean();
  return new Map(edges.map(({ followeeId, isBackfilled = false }) => [followeeId, { isBackfilled }]));
}

/** What decides whether a post that a viewer may see belongs into their feed. */
export interface FeedRelations {
  viewerId: string | null;
  follows: (userId: string) => boolean;
  mutes: (userId: string) => boolean;
}

/** Whether a post belongs into a viewer's feed: their own, or of somebody they follow and do not mute, and then no answer to a stranger and nothing of somebody muted. */
export function belongsInFeed(
  { viewerId, follows, mutes }: FeedRelations,
  { authorId, replyToAuthorId, repostOfAuthorId }: Pick<PostRecord, 'authorId' | 'replyToAuthorId' | 'repostOfAuthorId'>,
): boolean {
  if (authorId === viewerId) return true;
  if (!follows(authorId) || mutes(authorId) || (repostOfAuthorId !== null && mutes(repostOfAuthorId))) return false;
  if (replyToAuthorId === null || replyToAuthorId === viewerId || replyToAuthorId === authorId) return true;
  return follows(replyToAuthorId) && !mutes(replyToAuthorId);
}

/** What a viewer's feed is made from, as of now; the loaders know the viewer's relations to all of them afterwards. */
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
  /** Learns whether the viewer mutes those whose posts are shown by reposts: they need not be followed. */
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
  // Before the page is read: what gets its number later comes live.
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
