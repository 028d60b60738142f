import { byId, shardOf } from '#lib/db/ids.ts';
import { inTurn } from '#lib/db/in-turn.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { NewsDeps } from '../deps.ts';
import type { ArticleRecord } from '../model.ts';
import { noSuch, requireArticle } from '../reading/may.ts';

interface Like {
  articleId: string;
  userId: string;
}

/** Likes an article for the viewer. A second like changes nothing. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`. */
export async function likeArticle(reading: Reading, input: { id: string }): Promise<ArticleRecord> {
  return await change(reading, input.id, addLike);
}

/** Removes the viewer's like, if there is one. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`. */
export async function unlikeArticle(reading: Reading, input: { id: string }): Promise<ArticleRecord> {
  return await change(reading, input.id, removeLike);
}

async function change(reading: Reading, id: string, apply: (deps: NewsDeps, like: Like) => Promise<number>): Promise<ArticleRecord> {
  const { deps } = reading;
  const userId = requireViewer(reading.viewerId);
  const { _id: articleId } = await requireArticle(reading, id);
  const article = await inTurn(
    deps.connection,
    articleId,
    async () =>
      await deps.transaction(async () => {
        const by = await apply(deps, { articleId, userId });
        if (by === 0) return await deps.models.articles.findOne(byId(articleId)).lean();
        return await deps.models.articles
          .findOneAndUpdate(byId(articleId), { $inc: { likeCount: by } }, { returnDocument: 'after' })
          .lean();
      }),
  );
  if (!article) {
    // The article was deleted meanwhile. A like must not outlive it.
    await deps.models.likes.deleteOne({ _id: `${articleId}/${userId}`, shard: shardOf(articleId) });
    throw noSuch('article');
  }
  reading.loaders.liked.clear(articleId);
  return article;
}

async function addLike({ models, clock }: NewsDeps, { articleId, userId }: Like): Promise<number> {
  const { upsertedCount } = await models.likes.updateOne(
    { _id: `${articleId}/${userId}`, shard: shardOf(articleId) },
    { $setOnInsert: { articleId, userId, createdAt: clock() } },
    { upsert: true },
  );
  return upsertedCount;
}

/** Removes a like, in the surrounding transaction. @returns What it adds to the article's count. */
export async function removeLike({ models }: NewsDeps, { articleId, userId }: Like): Promise<number> {
  const { deletedCount } = await models.likes.deleteOne({ _id: `${articleId}/${userId}`, shard: shardOf(articleId) });
  return deletedCount > 0 ? -1 : 0;
}
