/** Writes many followers straight into posts' replica: creating them through users would take an hour. */
import { createId, shardOf } from '#lib/db/ids.ts';
import type { PostsDeps } from '../../../subgraphs/posts/deps.ts';

const perInsert = 1_000;

/** Gives an author followers who exist in posts only. @returns Their ids. */
export async function addCrowd({ models, clock, random }: PostsDeps, authorId: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => createId('usr', clock(), random));
  for (let start = 0; start < count; start += perInsert) {
    const some = ids.slice(start, start + perInsert);
    const ends = some.map((followerId) => ({ followerId, followeeId: authorId }));
    await models.followers.insertMany(
      ends.map((end) => ({ _id: `${authorId}/${end.followerId}`, shard: shardOf(authorId), ...end })),
      { lean: true },
    );
    await models.following.insertMany(
      ends.map((end) => ({ _id: `${end.followerId}/${authorId}`, shard: shardOf(end.followerId), ...end, isBackfilled: true })),
      { lean: true },
    );
  }
  await claimAudience({ models }, authorId, count);
  return ids;
}

/** Raises an author's follower count without edges, for decisions that depend on the count only. */
export async function claimAudience({ models }: Pick<PostsDeps, 'models'>, authorId: string, count: number): Promise<void> {
  await models.audiences.updateOne({ _id: authorId, shard: shardOf(authorId) }, { $inc: { followerCount: count } }, { upsert: true });
}
