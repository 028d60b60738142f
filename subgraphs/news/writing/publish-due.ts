/** Publishes scheduled articles on time. */
import { byId, byIds } from '#lib/db/ids.ts';
import { createSchedule, type Schedule } from '#lib/jobs/schedule.ts';
import { isHidden } from '#lib/relations/may-see.ts';
import type { NewsDeps } from '../deps.ts';
import type { ArticleRecord } from '../model.ts';
import { textId } from '../reading/text-of.ts';
import { tellChange } from './tell.ts';

/** Publishes due articles, each in a transaction of its own. Those of hidden authors become drafts. */
export function publications(deps: NewsDeps): Schedule {
  const { models } = deps;
  return createSchedule<Pick<ArticleRecord, '_id' | 'authorId' | 'publishAt'>>(deps, {
    name: 'articles',
    at: 'publishAt',
    find: async ({ filter, sort, limit }) =>
      await models.articles
        .find({ status: 'SCHEDULED', ...filter }, { authorId: 1, publishAt: 1 })
        .sort(sort)
        .limit(limit)
        .lean(),
    partsOf: async (due) => {
      const restrictions = await models.restrictions.find(byIds(due.flatMap(({ authorId }) => authorId ?? []))).lean();
      const hidden = new Set(restrictions.filter((restriction) => isHidden(restriction)).map(({ _id }) => _id));
      return due.map((article) => {
        const isHeld = article.authorId === null || hidden.has(article.authorId);
        return { things: [article], run: async () => await deps.transaction(async () => await publishOne(deps, article._id, isHeld)) };
      });
    },
  });
}

/** Publishes an article that is still due, or makes a draft of it. The revision stays: an editor who has it open can save it. */
async function publishOne(deps: NewsDeps, articleId: string, isHeld: boolean): Promise<void> {
  const { models, clock } = deps;
  const now = clock();
  const where = { ...byId(articleId), status: 'SCHEDULED' as const, publishAt: { $lte: now } };
  const before = await models.articles.findOne(where).lean();
  if (!before) return;
  const standing = isHeld ? { status: 'DRAFT' } : { status: 'PUBLISHED', publishedAt: now, updatedAt: now };
  const article = await models.articles
    .findOneAndUpdate(where, { $set: { ...standing, publishAt: null }, $inc: { version: 1 } }, { returnDocument: 'after' })
    .lean();
  const text = await models.texts.findOne({ _id: textId(articleId, before.textRevision), shard: before.shard }, { body: 1 }).lean();
  if (article) await tellChange(deps, before, article, text?.body ?? '');
}
