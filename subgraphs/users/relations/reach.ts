/** What notifications asks of users: who follows somebody, and where somebody can be written to. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { UsersDeps } from '../context.ts';

const mostFollowers = 5_000;

export interface FollowersPage {
  ids: string[];
  /** Where the next page begins; null at the end. */
  next: string | null;
}

export interface FollowersInput {
  userId: string;
  /** Those who followed later are left out. */
  followedBy: Date;
  /** Where the page before ended; null at the beginning. */
  after: string | null;
  first: number;
}

/** Those who followed a user by a moment, newest first. */
export async function pageFollowers({ models }: UsersDeps, { userId, followedBy, after, first }: FollowersInput): Promise<FollowersPage> {
  const limit = Math.max(1, Math.min(first, mostFollowers));
  const [at, id] = after === null ? [] : after.split('/');
  const beyond = at === undefined || id === undefined ? { createdAt: { $lte: followedBy } } : isAfter(new Date(Number(at)), id);
  const edges = await models.followers
    .find({ shard: shardOf(userId), followeeId: userId, ...beyond }, { followerId: 1, createdAt: 1 })
    .sort({ createdAt: -1, followerId: -1 })
    .limit(limit)
    .batchSize(limit)
    .lean();
  const last = edges.length < limit ? undefined : edges.at(-1);
  return {
    ids: edges.map(({ followerId }) => followerId),
    next: last ? `${last.createdAt.getTime()}/${last.followerId}` : null,
  };
}

/** The first condition is what the index serves, the second makes it exact. */
function isAfter(at: Date, id: string) {
  return { createdAt: { $lte: at }, $or: [{ createdAt: { $lt: at } }, { createdAt: at, followerId: { $lt: id } }] };
}

/** A user's name and confirmed address; null for nobody, and while the address is not confirmed. */
export async function findContact({ models }: UsersDeps, userId: string): Promise<{ name: string; address: string } | null> {
  const account = await models.accounts.findOne(byId(userId)).lean();
  const user = await models.users.findOne(byId(userId), { displayName: 1 }).lean();
  if (!account?.emailVerifiedAt || account.isSuspended || !user) return null;
  return { name: user.displayName, address: account.email };
}
