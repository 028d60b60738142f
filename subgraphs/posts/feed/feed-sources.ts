/**
 * Merges the sources of a home feed: the stored entries from the horizon on; the open fan-outs, whose posts are on their way
 * into feeds or are never pushed; the posts of authors just followed; and, behind the horizon, the posts of all authors.
 */
import { shardOf } from '#lib/db/ids.ts';
import { beyond, type Step } from '#lib/graphql/connection.ts';
import type { PostsDeps } from '../deps.ts';
import { type FeedItem, mergeItems } from './merge-items.ts';

export interface FeedAuthors {
  viewerId: string;
  /** The authors of the feed besides the viewer. */
  authorIds: readonly string[];
  /** The authors among them whose earlier posts are not stored yet. */
  newIds: readonly string[];
}

/**
 * The next items of a feed.
 *
 * The order of the reads matters. Open fan-outs are read before the entries: a fan-out that has closed has written its
 * entries by then. The horizon is read after the entries: entries that were removed meanwhile lie behind it.
 */
export async function readFeedStep(deps: PostsDeps, authors: FeedAuthors, step: Step): Promise<FeedItem[]> {
  const { viewerId, authorIds, newIds } = authors;
  const open = await readOpen(deps, authorIds, step);
  const recent = await readPosts(deps, newIds, step);
  const entries = await readEntries(deps, viewerId, step);
  const feed = await deps.models.feeds.findOne({ _id: viewerId, shard: shardOf(viewerId) }, { horizon: 1 }).lean();
  const stored = mergeItems([...open, ...recent, ...entries], step.limit);
  const horizon = feed?.horizon ?? null;
  const last = stored.at(-1);
  if (horizon === null || (stored.length === step.limit && last && last.publishedAt >= horizon)) return stored;
  return mergeItems([...stored, ...(await readPosts(deps, [viewerId, ...authorIds], step, horizon))], step.limit);
}

function shardsOf(ids: readonly string[]): number[] {
  return [...new Set(ids.map(shardOf))];
}

async function readOpen({ models }: PostsDeps, authorIds: readonly string[], { filter, sort, limit }: Step): Promise<FeedItem[]> {
  if (authorIds.length === 0) return [];
  return await models.fanOuts
    .find({ isOpen: true, authorId: { $in: authorIds }, shard: { $in: shardsOf(authorIds) }, ...filter }, { postId: 1, publishedAt: 1 })
    .sort(sort)
    .limit(limit)
    .lean();
}

async function readEntries({ models }: PostsDeps, viewerId: string, { filter, sort, limit }: Step): Promise<FeedItem[]> {
  return await models.feedEntries
    .find({ viewerId, shard: shardOf(viewerId), ...filter }, { postId: 1, publishedAt: 1 })
    .sort(sort)
    .limit(limit)
    .lean();
}

/** Reads the posts of some authors, only those before a moment where one is given. */
async function readPosts(
  { models }: PostsDeps,
  authorIds: readonly string[],
  { place, limit }: Step,
  before: Date | null = null,
): Promise<FeedItem[]> {
  if (authorIds.length === 0) return [];
  const isPast = place !== null && (before === null || place[0] < before);
  const range = isPast
    ? beyond(place, { at: 'publishedAt', id: '_id' }, true)
    : { publishedAt: before === null ? { $gt: new Date(0) } : { $lt: before } };
  const posts = await models.posts
    .find({ authorId: { $in: authorIds }, shard: { $in: shardsOf(authorIds) }, ...range }, { publishedAt: 1 })
    .sort({ publishedAt: -1, _id: -1 })
    .limit(limit)
    .lean();
  return posts.map(({ _id, publishedAt }) => ({ postId: _id, publishedAt }));
}
