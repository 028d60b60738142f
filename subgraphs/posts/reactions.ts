/** Reactions of posts to other subgraphs' events: they keep its own records of accounts and follows. */
import { byId, shardOf } from '#lib/db/ids.ts';
import type { Envelope } from '#lib/events/log.ts';
import type { Reactions } from '#lib/events/reader.ts';
import { relationReactions } from '#lib/relations/replica.ts';
import type { EventPayload } from '#schema/events/index.ts';
import type { PostsDeps } from './deps.ts';
import { backfillFeed } from './feed/backfill-feed.ts';
import { clearFromFeed } from './feed/clear-from-feed.ts';
import { eraseAccount } from './authors/erase-account.ts';
import { noteStanding } from './authors/listing.ts';
import { relistIfChanged } from './authors/standing.ts';

async function rememberUser(deps: PostsDeps, payload: EventPayload<'user.updated.v1'>, envelope: Envelope): Promise<void> {
  const { userId, username } = payload;
  await relationReactions['user.updated.v1'](deps, payload, envelope);
  await deps.models.accounts.updateOne(byId(userId), { $set: { username } }, { upsert: true });
  await relistIfChanged(deps, userId, envelope.id);
}

export const reactions: Reactions<PostsDeps> = {
  users: {
    ...relationReactions,
    'user.registered.v1': rememberUser,
    'user.updated.v1': rememberUser,
    'user.suspended.v1': async (deps, payload, envelope) => {
      await relationReactions['user.suspended.v1'](deps, payload, envelope);
      await relistIfChanged(deps, payload.userId, envelope.id);
    },
    'user.unsuspended.v1': async (deps, payload, envelope) => {
      await relationReactions['user.unsuspended.v1'](deps, payload, envelope);
      await relistIfChanged(deps, payload.userId, envelope.id);
    },
    'user.deleted.v1': async (deps, { userId }, envelope) => {
      await relationReactions['user.deleted.v1'](deps, { userId }, envelope);
      // The job below erases the user's posts, so they need no new marks.
      await noteStanding(deps, userId);
      await deps.models.accounts.updateOne(byId(userId), { $set: { deletedAt: new Date(envelope.occurredAt) } }, { upsert: true });
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
