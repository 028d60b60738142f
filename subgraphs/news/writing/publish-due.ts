/** Publishes scheduled articles on time. */
import { byId, byIds } from '#lib/db/ids.ts';
import { isHidden } from '#lib/relations/may-see.ts';
import type { NewsDeps } from '../deps.ts';
import { textId } from '../reading/text-of.ts';
import { tellChange } from './tell.ts';

/** Publishes up to so many due articles, each in a transaction of its own. Those of hidden authors become drafts. @returns Their number. */
export async function publishDue(deps: NewsDeps, batchSize: number): Promise<number> {
  const { models, clock } = deps;
  const due = await models.articles
    .find({ status: 'SCHEDULED', publishAt: { $lte: clock() } })
    .sort({ publishAt: 1 })
    .limit(batchSize)
    .lean();
  if (due.length === 0) return 0;
  const authorIds = due.flatMap(({ authorId }) => authorId ?? []);
  const restrictions = await models.restrictions.find(byIds(authorIds)).lean();
  const hidden = new Set(restrictions.filter((restriction) => isHidden(restriction)).map(({ _id }) => _id));
  for (const { _id, authorId } of due) {
    const isHeld = authorId === null || hidden.has(authorId);
    await deps.transaction(async () => await publishOne(deps, _id, isHeld));
  }
  return due.length;
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
