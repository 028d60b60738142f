/** Answers to notifications: the followers of a user, and the address of a user. */
import { byId, shardOf } from '#lib/db/ids.ts';
import { beyond } from '#lib/graphql/connection.ts';
import type { UsersDeps } from '../deps.ts';

const maxFollowers = 5_000;

export interface FollowersPage {
  ids: string[];
  /** The `after` of the next page; null at the end. */
  next: string | null;
}

export interface FollowersInput {
  userId: string;
  /** Followers who came later are left out. */
  followedBy: Date;
  /** The `next` of the page before; null at the beginning. */
  after: string | null;
  first: number;
}

/** A user's followers as of a moment, newest first, in pages larger than those of the public API. */
export async function pageFollowers({ models }: UsersDeps, { userId, followedBy, after, first }: FollowersInput): Promise<FollowersPage> {
  const limit = Math.max(1, Math.min(first, maxFollowers));
  const [at, id] = after === null ? [] : after.split('/');
  const isStart = at === undefined || id === undefined;
  const range = isStart
    ? { createdAt: { $lte: followedBy } }
    : beyond([new Date(Number(at)), id], { at: 'createdAt', id: 'followerId' }, true);
  const edges = await models.followers
    .find({ shard: shardOf(userId), followeeId: userId, ...range }, { followerId: 1, createdAt: 1 })
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

/** A user's name and confirmed address; null when there is no such user, or no confirmed address, or a suspension. */
export async function findContact({ models }: UsersDeps, userId: string): Promise<{ name: string; address: string } | null> {
  const account = await models.accounts.findOne(byId(userId)).lean();
  const user = await models.users.findOne(byId(userId), { displayName: 1 }).lean();
  if (!account?.emailVerifiedAt || account.isSuspended || !user) return null;
  return { name: user.displayName, address: account.email };
}
