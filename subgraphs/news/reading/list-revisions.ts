import { shardOf } from '#lib/db/ids.ts';
import { type Connection, type PageArguments, paginate } from '#lib/graphql/connection.ts';
import type { Reading } from '../context.ts';
import type { ArticleRecord, ArticleTextRecord } from '../model.ts';
import { mayWrite } from './may.ts';

/** Lists the saved texts of an article, newest first; null for viewers who may not write it. */
export async function listRevisions(
  reading: Reading,
  article: ArticleRecord,
  args: PageArguments,
): Promise<Connection<ArticleTextRecord> | null> {
  if (!mayWrite(reading, article)) return null;
  const { deps } = reading;
  return await paginate<ArticleTextRecord>({
    args,
    cursors: deps.cursors,
    scope: `revisions:${article._id}`,
    order: 'newest first',
    fields: { at: 'savedAt', id: '_id' },
    placeOf: ({ savedAt, _id }) => [savedAt, _id],
    fetch: async ({ filter, sort, limit }) =>
      await deps.models.texts
        .find({ articleId: article._id, shard: shardOf(article._id), ...filter }, { bodyHtml: 0 })
        .sort(sort)
        .limit(limit)
        .lean<ArticleTextRecord[]>(),
  });
}
