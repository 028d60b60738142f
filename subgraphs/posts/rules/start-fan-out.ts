import { byId, shardOf } from '#lib/db/ids.ts';
import type { PostsDeps } from '../context.ts';
import { fanOut } from '../jobs/fan-out.ts';
import { addEntries } from './feed-store.ts';
import type { PostRecord } from '../model.ts';

/**
 * Brings a post that is being published on its way into feeds, in the surrounding transaction: into the author's own at
 * once; pushed into the followers', or left to be pulled where these are too many. What is for the mentioned alone goes to
 * those of them who follow.
 */
export async function startFanOut(deps: PostsDeps, { _id: postId, ...post }: PostRecord): Promise<void> {
  const { models, config } = deps;
  const { authorId, publishedAt, visibility, mentionIds } = post;
  const onlyTo = visibility === 'MENTIONED' ? mentionIds : null;
  const followerCount = (await models.audiences.findOne(byId(authorId)).lean())?.followerCount ?? 0;
  const total = onlyTo === null ? followerCount : Math.min(onlyTo.length, followerCount);
  const delivery = onlyTo === null && total > config.AGORA_PUSH_FOLLOWERS_MAX ? 'PULL' : 'PUSH';
  await addEntries(deps, [{ viewerId: authorId, postId, authorId, publishedAt }]);
  const progress = { delivery, onlyTo, isOpen: true, done: 0, total, updatedAt: publishedAt } as const;
  await models.fanOuts.insertMany([{ _id: postId, shard: shardOf(postId), postId, authorId, publishedAt, ...progress }]);
  if (delivery === 'PUSH') await deps.enqueue(fanOut, { postId, afterFollowerId: null }, { id: `fan-out/${postId}` });
}

/** Brings a post for the mentioned alone to those whom an edit has added, in the surrounding transaction. */
export async function extendFanOut(deps: PostsDeps, { _id: postId, mentionIds, revision }: PostRecord): Promise<void> {
  const change = { onlyTo: mentionIds, isOpen: true, done: 0, updatedAt: deps.clock() };
  await deps.models.fanOuts.updateOne(byId(postId), { $set: change });
  await deps.enqueue(fanOut, { postId, afterFollowerId: null }, { id: `fan-out/${postId}/revision/${revision}` });
}
