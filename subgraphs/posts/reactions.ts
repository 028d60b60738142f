/** What follows in posts from other subgraphs' events: its own picture of accounts and follows. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { Reactions } from '#lib/events/reader.ts';
import { relationReactions } from '#lib/relations/replica.ts';
import type { EventPayload } from '#schema/events/index.ts';
import type { PostsDeps } from './context.ts';
import { backfillFeed } from './jobs/backfill-feed.ts';
import { clearFromFeed } from './jobs/clear-from-feed.ts';
import { eraseAccount } from './jobs/erase-account.ts';

async function rememberUser(deps: PostsDeps, payload: EventPayload<'user.updated.v1'>): Promise<void> {
  const { userId, username } = payload;
  await relationReactions['user.updated.v1'](deps, payload);
  await deps.models.accounts.updateOne(byId(userId), { $set: { username } }, { upsert: true });
}

export const reactions: Reactions<PostsDeps> = {
  users: {
    ...relationReactions,
    'user.registered.v1': rememberUser,
    'user.updated.v1': rememberUser,
    'user.deleted.v1': async (deps, { userId }, { occurredAt }) => {
      await relationReactions['user.deleted.v1'](deps, { userId });
      await deps.models.accounts.updateOne(byId(userId), { $set: { deletedAt: new Date(occurredAt) } }, { upsert: true });
      await deps.enqueue(eraseAccount, { userId }, { id: `erase-account/${userId}` });
    },
    'user.followed.v1': async (deps, { followerId, followeeId }, { id }) => {
      const { models, enqueue } = deps;
      const ends = { followerId, followeeId };
      const { upsertedCount } = await models.following.updateOne(
        { _id: `${followerId}/${followeeId}`, shard: shardOf(followerId) },
        { $setOnInsert: { ...ends, isBackfilled: false } },
        { upsert: true },
      );
      if (upsertedCount === 0) return;
      const atFollowee = { _id: `${followeeId}/${followerId}`, shard: shardOf(followeeId) };
      await models.followers.updateOne(atFollowee, { $setOnInsert: ends }, { upsert: true });
      await models.audiences.updateOne(byId(followeeId), { $inc: { followerCount: 1 } }, { upsert: true });
      await enqueue(backfillFeed, ends, { id: `backfill-feed/${id}` });
    },
    'user.unfollowed.v1': async (deps, { followerId, followeeId }, { id }) => {
      const { models, enqueue } = deps;
      const { deletedCount } = await models.following.deleteOne({ _id: `${followerId}/${followeeId}`, shard: shardOf(followerId) });
      if (deletedCount === 0) return;
      await models.followers.deleteOne({ _id: `${followeeId}/${followerId}`, shard: shardOf(followeeId) });
      await models.audiences.updateOne(byId(followeeId), { $inc: { followerCount: -1 } });
      await enqueue(clearFromFeed, { followerId, followeeId }, { id: `clear-from-feed/${id}` });
    },
  },
};
