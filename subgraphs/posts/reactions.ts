/** What follows in posts from other subgraphs' events: its own picture of accounts and follows. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { Envelope } from '#lib/events/log.ts';
import type { Reactions } from '#lib/events/reader.ts';
import { relationReactions } from '#lib/relations/replica.ts';
import type { EventPayload } from '#schema/events/index.ts';
import type { PostsDeps } from './context.ts';
import { backfillFeed } from './jobs/backfill-feed.ts';
import { clearFromFeed } from './jobs/clear-from-feed.ts';
import { eraseAccount } from './jobs/erase-account.ts';
import { relistLikes } from './jobs/relist-likes.ts';
import { relistPosts } from './jobs/relist-posts.ts';
import { noteStanding } from './rules/listing.ts';

async function rememberUser(deps: PostsDeps, payload: EventPayload<'user.updated.v1'>, { id }: Envelope): Promise<void> {
  const { userId, username } = payload;
  await relationReactions['user.updated.v1'](deps, payload);
  await deps.models.accounts.updateOne(byId(userId), { $set: { username } }, { upsert: true });
  await relistIfChanged(deps, userId, id);
}

/** Lists what a user published, or lists it no longer, by what restricts them now. */
async function relistIfChanged(deps: PostsDeps, userId: string, eventId: string): Promise<void> {
  const { isOpenChanged, isShownChanged } = await noteStanding(deps, userId);
  if (isOpenChanged) await deps.enqueue(relistPosts, { userId }, { id: `relist-posts/${eventId}` });
  if (isShownChanged) await deps.enqueue(relistLikes, { userId }, { id: `relist-likes/${eventId}` });
}

export const reactions: Reactions<PostsDeps> = {
  users: {
    ...relationReactions,
    'user.registered.v1': rememberUser,
    'user.updated.v1': rememberUser,
    'user.suspended.v1': async (deps, payload, { id }) => {
      await relationReactions['user.suspended.v1'](deps, payload);
      await relistIfChanged(deps, payload.userId, id);
    },
    'user.unsuspended.v1': async (deps, payload, { id }) => {
      await relationReactions['user.unsuspended.v1'](deps, payload);
      await relistIfChanged(deps, payload.userId, id);
    },
    'user.deleted.v1': async (deps, { userId }, { occurredAt }) => {
      await relationReactions['user.deleted.v1'](deps, { userId });
      // What they published is erased, and need not be marked before.
      await noteStanding(deps, userId);
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
