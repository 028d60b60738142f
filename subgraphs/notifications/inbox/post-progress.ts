/** The progress of pushing posts to their authors' followers. */
import { byIds, shardOf } from '#lib/db/ids.ts';
import type { NotificationsDeps } from '../deps.ts';
import type { PostPushRecord } from '../model/post-push.ts';

/** The id of a chunk's job; each round is a job of its own. */
export function pushJobId(chunkId: string, round: number): string {
  return `push/${chunkId}/${round}`;
}

/** The chunk of a job. */
export function chunkIdOf(jobId: string): string {
  return jobId.slice(jobId.indexOf('/') + 1, jobId.lastIndexOf('/'));
}

export interface PostProgress extends Pick<PostPushRecord, '_id' | 'authorId' | 'updatedAt'> {
  /** The devices whose delivery has ended. */
  done: number;
  /** All devices; null until every chunk has found its followers' devices. */
  total: number | null;
}

/** The progress of posts, summed over their chunks. */
export async function readPostProgress({ models }: Pick<NotificationsDeps, 'models'>, postIds: readonly string[]): Promise<PostProgress[]> {
  const pushes = await models.postPushes.find(byIds(postIds)).lean();
  const ids = pushes.map(({ _id }) => _id);
  const chunks = Map.groupBy(
    await models.pushChunks.find({ postId: { $in: ids }, shard: { $in: [...new Set(ids.map(shardOf))] } }).lean(),
    ({ postId }) => postId,
  );
  return pushes.map(({ _id, authorId, isCounted, updatedAt }) => {
    const own = chunks.get(_id) ?? [];
    const done = own.reduce((sum, chunk) => sum + chunk.done, 0);
    const total = own.reduce<number | null>(
      (sum, chunk) => (sum === null || chunk.total === null ? null : sum + chunk.total),
      isCounted ? 0 : null,
    );
    const changedMs = Math.max(updatedAt.getTime(), ...own.map((chunk) => chunk.updatedAt.getTime()));
    return { _id, authorId, done, total, updatedAt: new Date(changedMs) };
  });
}
