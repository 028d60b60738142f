import { z } from 'zod';
import { byId } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { Job } from '#lib/jobs/job.ts';
import type { NotificationsDeps } from '../deps.ts';
import { kinds } from '../settings/kinds.ts';
import { pushJobId } from '../inbox/post-progress.ts';
import { mostAtOnce } from './sender.ts';
import type { EventPayload } from '#schema/events/index.ts';
import { push } from './push.ts';

const pageSize = 5_000;

const input = z.object({
  postId: z.string(),
  authorId: z.string(),
  publishedAt: z.iso.datetime(),
  /** Followers whom the post mentions: they get that notification instead. */
  exceptIds: z.array(z.string()),
  /** The `next` of the page before; null at the beginning. */
  after: z.string().nullable(),
  page: z.number().int(),
  until: z.iso.datetime(),
});

const query = `query Followers($userId: ID!, $followedBy: DateTime!, $after: String, $first: Int!) {
  _followers(userId: $userId, followedBy: $followedBy, after: $after, first: $first)
}`;
const answerSchema = z.object({ _followers: z.string() });
const followersSchema = z.object({ ids: z.array(z.string()), next: z.string().nullable() });

/**
 * Pushes a post to the users who followed its author when it was published, one page of followers a run. The chunks of the page
 * and the job of the next are one transaction. The chunks look up devices, so that the pages advance quickly.
 */
export const pushToFollowers: Job<z.infer<typeof input>> = defineJob({
  name: 'notifications.push-to-followers',
  input,
  attempts: 15,
  run: async (deps: NotificationsDeps, data, job) => {
    const { postId, authorId, publishedAt, exceptIds, after, page, until } = data;
    const { models, clock } = deps;
    const variables = { userId: authorId, followedBy: publishedAt, after, first: pageSize };
    const { _followers } = await deps.ask('users', { query, variables }, answerSchema);
    const { ids, next } = followersSchema.parse(JSON.parse(_followers));
    const followerIds = ids.filter((id) => !exceptIds.includes(id));
    const chunks = Array.from({ length: Math.ceil(followerIds.length / mostAtOnce) }, (_, index) => ({
      chunkId: `${page}.${index}/${postId}`,
      to: followerIds.slice(index * mostAtOnce, (index + 1) * mostAtOnce).map((userId) => ({ userId, deviceId: null })),
    }));
    const origin = { pushId: `post/${postId}`, kind: 'NEW_POST' as const, subjectId: postId, groupId: null, postId, actorId: authorId };
    await job.complete(async () => {
      if (!(await models.postPushes.exists(byId(postId)))) return;
      await models.pushChunks.insertMany(
        chunks.map(({ chunkId }) => ({ ...byId(chunkId), postId, done: 0, total: null, updatedAt: clock() })),
        { lean: true },
      );
      await deps.enqueueAll(
        push,
        chunks.map(({ chunkId, to }) => ({ id: pushJobId(chunkId, 1), data: { ...origin, to, round: 1, until } })),
      );
      await models.postPushes.updateOne(byId(postId), { $set: { isCounted: next === null, updatedAt: clock() } });
      if (next !== null)
        await deps.enqueue(pushToFollowers, { ...data, after: next, page: page + 1 }, { id: `push-to-followers/${postId}/${page + 1}` });
    });
  },
});

/** Starts pushing a new post to its author's followers, in the surrounding transaction; once for each post. */
export async function startPushToFollowers(
  deps: NotificationsDeps,
  {
    postId,
    authorId,
    mentionIds,
    publishedAt,
  }: Pick<EventPayload<'post.created.v1'>, 'postId' | 'authorId' | 'mentionIds' | 'publishedAt'>,
): Promise<void> {
  const now = deps.clock();
  const until = new Date(now.getTime() + kinds.NEW_POST.ttlSeconds * 1_000).toISOString();
  const progress = { authorId, isCounted: false, updatedAt: now, createdAt: now };
  const { upsertedCount } = await deps.models.postPushes.updateOne(byId(postId), { $setOnInsert: progress }, { upsert: true });
  if (upsertedCount === 0) return;
  await deps.enqueue(
    pushToFollowers,
    { postId, authorId, publishedAt, exceptIds: mentionIds, after: null, page: 1, until },
    { id: `push-to-followers/${postId}/1` },
  );
}
