/** What follows in posts from other subgraphs' events: its own picture of accounts and follows. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { Reactions } from '#lib/events/reader.ts';
import type { PostsDeps } from './context.ts';
import { backfillFeed } from './jobs/backfill-feed.ts';
import { eraseAccount } from './jobs/erase-account.ts';

async function rememberName({ models }: PostsDeps, { userId, username }: { userId: string; username: string }): Promise<void> {
  await models.accounts.updateOne(byId(userId), { $set: { username } }, { upsert: true });
}

export const reactions: Reactions<PostsDeps> = {
  users: {
    'user.registered.v1': rememberName,
    'user.updated.v1': rememberName,
    'user.deleted.v1': async (deps, { userId }, { occurredAt }) => {
      await deps.models.accounts.updateOne(byId(userId), { $set: { deletedAt: new Date(occurredAt) } }, { upsert: true });
      await deps.enqueue(eraseAccount, { userId }, { id: `erase-account/${userId}` });
    },
    'user.followed.v1': async (deps, { followerId, followeeId }, { id }) => {
      const { models, enqueue } = deps;
      const edge = { $setOnInsert: { followerId, followeeId } };
      await models.following.updateOne({ _id: `${followerId}/${followeeId}`, shard: shardOf(followerId) }, edge, { upsert: true });
      await models.followers.updateOne({ _id: `${followeeId}/${followerId}`, shard: shardOf(followeeId) }, edge, { upsert: true });
      await enqueue(backfillFeed, { followerId, followeeId }, { id: `backfill-feed/${id}` });
    },
    'user.unfollowed.v1': async ({ models }, { followerId, followeeId }) => {
      await models.following.deleteOne({ _id: `${followerId}/${followeeId}`, shard: shardOf(followerId) });
      await models.followers.deleteOne({ _id: `${followeeId}/${followerId}`, shard: shardOf(followeeId) });
    },
  },
};
