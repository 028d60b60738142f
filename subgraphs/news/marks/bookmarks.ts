/** Bookmarks: articles that a user keeps for later. Only that user sees them. */
import { byId, shardOf } from '#lib/db/ids.ts';
import { upserting } from '#lib/db/queries/upserting.ts';
import { type Connection, mapConnection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { ArticleRecord, MarkRecord } from '../model.ts';
import { mayRead, noSuch, requireArticle } from '../reading/may.ts';

/** Bookmarks an article. A second bookmark changes nothing. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`. */
export async function bookmarkArticle(reading: Reading, input: { id: string }): Promise<ArticleRecord> {
  const { models, clock } = reading.deps;
  const userId = requireViewer(reading.viewerId);
  const article = await requireArticle(reading, input.id);
  const kept = { userId, articleId: article._id, createdAt: clock() };
  await upserting(() => models.bookmarks.updateOne(keyOf(userId, article._id), { $setOnInsert: kept }, { upsert: true }));
  // The article was deleted meanwhile, and its bookmarks perhaps erased before this one was written.
  if (!(await models.articles.exists(byId(article._id)))) {
    await models.bookmarks.deleteOne(keyOf(userId, article._id));
    throw noSuch('article');
  }
  reading.loaders.bookmarked.clear(article._id);
  return article;
}

/** Removes a bookmark, if there is one. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`. */
export async function unbookmarkArticle(reading: Reading, input: { id: string }): Promise<ArticleRecord> {
  const userId = requireViewer(reading.viewerId);
  const article = await requireArticle(reading, input.id);
  await reading.deps.models.bookmarks.deleteOne(keyOf(userId, article._id));
  reading.loaders.bookmarked.clear(article._id);
  return article;
}

/** Lists the viewer's bookmarked articles that the viewer may still read, newest bookmark first. */
export async function listBookmarks(reading: Reading, args: PageArguments): Promise<Connection<ArticleRecord>> {
  const { deps, loaders } = reading;
  const userId = requireViewer(reading.viewerId);
  const articles = new Map<string, ArticleRecord>();
  const page = await paginate<MarkRecord>({
    args,
    cursors: deps.cursors,
    scope: 'article-bookmarks',
    order: 'newest first',
    fields: { at: 'createdAt', id: 'articleId' },
    placeOf: ({ createdAt, articleId }) => [createdAt, articleId],
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.bookmarks
        .find({ userId, shard: shardOf(userId), ...filter })
        .sort(sort)
        .limit(limit)
        .lean(),
    keep: async (bookmarks) => {
      const found = await Promise.all(bookmarks.map(async ({ articleId }) => await loaders.article.load(articleId)));
      for (const article of found) if (article && mayRead(reading, article)) articles.set(article._id, article);
      return bookmarks.filter(({ articleId }) => articles.has(articleId));
    },
  });
  return mapConnection(page, ({ articleId }) => articles.get(articleId) as ArticleRecord);
}

function keyOf(userId: string, articleId: string): { _id: string; shard: number } {
  return { _id: `${userId}/${articleId}`, shard: shardOf(userId) };
}
