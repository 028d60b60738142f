/**
 * Stores home feeds within their bounds. Entries are complete from the feed's horizon on; older pages are read from the
 * authors' posts. The length of a feed is bounded, its reach is not. Changes to the range of the entries go through
 * `changeFeed`, one at a time for each feed.
 */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { PostsDeps } from '../deps.ts';
import type { FeedEntryRecord, FeedRecord } from '../model.ts';

/** The share of a feed that the earlier posts of one newly followed author may fill. */
const backfillShare = 0.2;

/** Marks the feed as changed by the surrounding transaction, so that it conflicts with all other changes of that feed. */
async function changeFeed({ models }: PostsDeps, viewerId: string): Promise<FeedRecord> {
  return await models.feeds.findOneAndUpdate(byId(viewerId), { $inc: { revision: 1 } }, { upsert: true, returnDocument: 'after' }).lean();
}

/** Removes the entries before `horizon`. Pages read older posts from the authors from now on. */
async function raiseHorizon({ models }: PostsDeps, viewerId: string, horizon: Date): Promise<void> {
  await models.feeds.updateOne(byId(viewerId), { $set: { horizon } });
  await models.feedEntries.deleteMany({ viewerId, shard: shardOf(viewerId), publishedAt: { $lt: horizon } });
}

/** Removes the entries beyond a feed's length. */
export async function trimFeed(deps: PostsDeps, viewerId: string): Promise<void> {
  const beyond = await findBeyondLength(deps, viewerId);
  if (beyond === null) return;
  await deps.transaction(async () => {
    const { horizon } = await changeFeed(deps, viewerId);
    if (horizon === null || horizon < beyond) await raiseHorizon(deps, viewerId, beyond);
  });
}

/** The time of the oldest entry that a full feed keeps; null for a feed that is not too long. */
async function findBeyondLength({ models, config }: PostsDeps, viewerId: string): Promise<Date | null> {
  const [next] = await models.feedEntries
    .find({ viewerId, shard: shardOf(viewerId) }, { publishedAt: 1 })
    .sort({ publishedAt: -1, postId: -1 })
    .skip(config.AGORA_FEED_LENGTH)
    .limit(1)
    .lean();
  return next ? justAfter(next.publishedAt) : null;
}

function justAfter(moment: Date): Date {
  return new Date(moment.getTime() + 1);
}

/** Adds the earlier posts of a user to the feed of a new follower, once, if they still follow. */
export async function backfill(deps: PostsDeps, { followerId, followeeId }: { followerId: string; followeeId: string }): Promise<void> {
  const { models, config } = deps;
  const backfillSize = Math.ceil(config.AGORA_FEED_LENGTH * backfillShare);
  await deps.transaction(async () => {
    const edge = { _id: `${followerId}/${followeeId}`, shard: shardOf(followerId), isBackfilled: false };
    const { matchedCount } = await models.following.updateOne(edge, { $set: { isBackfilled: true } });
    if (matchedCount === 0) return;
    const { horizon } = await changeFeed(deps, followerId);
    const past = await models.posts
      .find({ authorId: followeeId, shard: shardOf(followeeId), publishedAt: { $gte: horizon ?? new Date(0) } }, { publishedAt: 1 })
      .sort({ publishedAt: -1, _id: -1 })
      .limit(backfillSize + 1)
      .lean();
    await addEntries(
      deps,
      past
        .slice(0, backfillSize)
        .map(({ _id: postId, publishedAt }) => ({ viewerId: followerId, postId, authorId: followeeId, publishedAt })),
    );
    const next = past[backfillSize];
    if (next) await raiseHorizon(deps, followerId, justAfter(next.publishedAt));
  });
  await trimFeed(deps, followerId);
}

/** Removes a user's posts from the feed of a former follower. */
export async function clear(deps: PostsDeps, { followerId, followeeId }: { followerId: string; followeeId: string }): Promise<void> {
  const { models } = deps;
  await deps.transaction(async () => {
    await changeFeed(deps, followerId);
    if (await models.following.exists({ _id: `${followerId}/${followeeId}`, shard: shardOf(followerId) })) return;
    await models.feedEntries.deleteMany({ viewerId: followerId, shard: shardOf(followerId), authorId: followeeId });
  });
}

export interface NewEntry {
  viewerId: string;
  postId: string;
  authorId: string;
  publishedAt: Date;
}

/** The stored form of an entry. */
export function entryOf(entry: NewEntry): FeedEntryRecord {
  return { _id: `${entry.viewerId}/${entry.postId}`, shard: shardOf(entry.viewerId), ...entry };
}

/** Adds posts to feeds, in the surrounding transaction. Entries that exist stay as they are. */
export async function addEntries({ models }: PostsDeps, entries: NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const records = entries.map(entryOf);
  const shards = [...new Set(records.map(({ shard }) => shard))];
  const present = await models.feedEntries.find({ _id: { $in: records.map(({ _id }) => _id) }, shard: { $in: shards } }, { _id: 1 }).lean();
  const presentIds = new Set(present.map(({ _id }) => _id));
  const missing = records.filter(({ _id }) => !presentIds.has(_id));
  if (missing.length > 0) await models.feedEntries.insertMany(missing, { lean: true });
}
