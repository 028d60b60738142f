import { byId, shardOf } from '#lib/db/ids.ts';
import type { PostsDeps } from '../context.ts';
import { fanOut } from '../jobs/fan-out.ts';
import { addEntries } from './feed-store.ts';

/**
 * Brings a post that is being published on its way into feeds, in the surrounding transaction: into the author's own at
 * once; pushed into the followers', or left to be pulled where these are too many.
 */
export async function startFanOut(deps: PostsDeps, post: { postId: string; authorId: string; publishedAt: Date }): Promise<void> {
  const { models, config } = deps;
  const { postId, authorId, publishedAt } = post;
  const total = (await models.audiences.findOne(byId(authorId)).lean())?.followerCount ?? 0;
  const delivery = total > config.AGORA_PUSH_FOLLOWERS_MAX ? 'PULL' : 'PUSH';
  await addEntries(deps, [{ viewerId: authorId, postId, authorId, publishedAt }]);
  await models.fanOuts.insertMany([
    { _id: postId, shard: shardOf(postId), postId, authorId, publishedAt, delivery, isOpen: true, done: 0, total, updatedAt: publishedAt },
  ]);
  if (delivery === 'PUSH') await deps.enqueue(fanOut, { postId, afterFollowerId: null }, { id: `fan-out/${postId}` });
}
