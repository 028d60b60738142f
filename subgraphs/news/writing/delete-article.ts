/** Removes articles: at once from all lists; a job erases the rest. */
import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { Reading } from '../context.ts';
import type { NewsDeps } from '../deps.ts';
import { requireWritable } from '../reading/may.ts';
import { freeSlug } from '../names/slug.ts';

/** Erases the texts, likes and bookmarks of a deleted article. */
export const eraseArticle = defineJob({
  name: 'news.erase-article',
  input: z.object({ articleId: z.string() }),
  run: async ({ models }: NewsDeps, { articleId }) => {
    const beside = { articleId, shard: shardOf(articleId) };
    await models.texts.deleteMany(beside);
    await models.likes.deleteMany(beside);
    await models.bookmarks.deleteMany({ articleId });
  },
});

/** Removes an article of the viewer's. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN`. */
export async function deleteArticle(reading: Reading, { id }: { id: string }): Promise<boolean> {
  const { deps } = reading;
  await requireWritable(reading, 'article', id, reading.loaders.article);
  await deps.transaction(async () => await removeArticle(deps, id));
  reading.loaders.article.clear(id);
  return true;
}

/** Removes an article, if it still exists, in the surrounding transaction. */
export async function removeArticle(deps: NewsDeps, articleId: string): Promise<void> {
  const { models } = deps;
  const article = await models.articles.findOneAndDelete(byId(articleId)).lean();
  if (!article) return;
  const { authorId, slug, status, version } = article;
  await freeSlug(deps, 'article', slug);
  await deps.enqueue(eraseArticle, { articleId }, { id: `erase-article/${articleId}` });
  await deps.emit({
    type: 'article.deleted.v1',
    subject: articleId,
    revision: version + 1,
    topics: authorId === null ? [] : [authorId],
    payload: { articleId, authorId, wasPublished: status === 'PUBLISHED' },
  });
}
