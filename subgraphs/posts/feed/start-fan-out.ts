import { byId, byIds, shardOf } from '#lib/db/ids.ts';
import type { PostsDeps } from '../deps.ts';
import { fanOut } from './fan-out.ts';
import type { FanOutRecord, PostRecord } from '../model.ts';
import { entryOf } from './feed-store.ts';

/**
 * Starts the fan-outs of new posts, in the surrounding transaction. The author's own feed has the post at once. The followers'
 * feeds get it by PUSH, or read it by PULL where the author has too many followers. A post for mentioned users goes only to
 * those of them who follow the author.
 */
export async function startFanOuts(deps: PostsDeps, posts: PostRecord[]): Promise<void> {
  const { models, config } = deps;
  const audiences = await models.audiences.find(byIds([...new Set(posts.map(({ authorId }) => authorId))])).lean();
  const followerCounts = new Map(audiences.map(({ _id, followerCount }) => [_id, followerCount]));
  const records = posts.map(({ _id: postId, authorId, publishedAt, visibility, mentionIds }): FanOutRecord => {
    const onlyTo = visibility === 'MENTIONED' ? mentionIds : null;
    const followerCount = followerCounts.get(authorId) ?? 0;
    const total = onlyTo === null ? followerCount : Math.min(onlyTo.length, followerCount);
    const delivery = onlyTo === null && total > config.AGORA_PUSH_FOLLOWERS_MAX ? 'PULL' : 'PUSH';
    const progress = { delivery, onlyTo, isOpen: true, done: 0, total, updatedAt: publishedAt } as const;
    return { _id: postId, shard: shardOf(postId), postId, authorId, publishedAt, ...progress };
  });
  const entries = records.map(({ postId, authorId, publishedAt }) => entryOf({ viewerId: authorId, postId, authorId, publishedAt }));
  await models.feedEntries.insertMany(entries, { lean: true });
  await models.fanOuts.insertMany(records, { lean: true });
  const pushed = records.filter(({ delivery }) => delivery === 'PUSH');
  const jobs = pushed.map(({ postId }) => ({ data: { postId, afterFollowerId: null }, id: `fan-out/${postId}` }));
  await deps.enqueueAll(fanOut, jobs);
}

/** Reopens the fan-out of a post for mentioned users whom an edit has added, in the surrounding transaction. */
export async function extendFanOut(deps: PostsDeps, { _id: postId, mentionIds, revision }: PostRecord): Promise<void> {
  const change = { onlyTo: mentionIds, isOpen: true, done: 0, updatedAt: deps.clock() };
  await deps.models.fanOuts.updateOne(byId(postId), { $set: change });
  await deps.enqueue(fanOut, { postId, afterFollowerId: null }, { id: `fan-out/${postId}/revision/${revision}` });
}
