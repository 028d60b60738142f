import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { keysOf } from '#lib/db/idempotency-keys.ts';
import { defineJob } from '#lib/jobs/define.ts';
import { inChunks } from '#lib/jobs/in-chunks.ts';
import type { NewsDeps } from '../deps.ts';
import { leaveAll } from '../attendance/leave-all.ts';
import { removeEvent } from '../events/delete-event.ts';
import { removeLike } from '../marks/likes.ts';
import { removeArticle } from '../writing/delete-article.ts';

const chunkSize = 100;

/**
 * Erases what news holds of a deleted account: its marks, and what it never published. What it published stays without its author.
 * Each step is one transaction; a repeat goes on where it ended.
 */
export const eraseAccount = defineJob({
  name: 'news.erase-account',
  input: z.object({ userId: z.string() }),
  run: async (deps: NewsDeps, { userId }, job) => {
    const { models, transaction } = deps;
    const own = { authorId: userId, shard: shardOf(userId) };
    await inChunks(
      async () =>
        await models.articles
          .find({ ...own, status: { $in: ['DRAFT', 'SCHEDULED'] } }, { _id: 1 })
          .limit(chunkSize)
          .lean(),
      async ({ _id }) => await transaction(async () => await removeArticle(deps, _id)),
    );
    await inChunks(
      async () =>
        await models.events
          .find({ ...own, status: 'DRAFT' }, { _id: 1 })
          .limit(chunkSize)
          .lean(),
      async ({ _id }) => await transaction(async () => await removeEvent(deps, _id)),
    );
    await leaveAll(deps, userId);
    await inChunks(
      async () => await models.likes.find({ userId }).limit(chunkSize).lean(),
      async ({ articleId }) =>
        await transaction(async () => {
          const by = await removeLike(deps, { articleId, userId });
          await models.articles.updateOne(byId(articleId), { $inc: { likeCount: by } });
        }),
    );
    await models.calendars.deleteOne(byId(userId));
    await models.bookmarks.deleteMany({ userId, shard: shardOf(userId) });
    await models.following.deleteMany({ followerId: userId, shard: shardOf(userId) });
    await models.following.deleteMany({ followeeId: userId });
    await models.events.updateMany(own, { $set: { authorId: null } });
    await models.articles.updateMany(own, { $set: { authorId: null } });
    await models.texts.updateMany({ savedBy: userId }, { $set: { savedBy: null } });
    await models.saveKeys.deleteMany(keysOf(userId));
    await job.complete(async () => await deps.emit({ type: 'account.erased.v1', subject: userId, revision: 1, payload: { userId } }));
  },
});
