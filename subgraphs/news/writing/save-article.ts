/** Saves articles: new ones, and changes of those that the client saw at a revision. */
import { badInput } from '#lib/core/errors.ts';
import { byId } from '#lib/db/ids.ts';
import type { Reading } from '../context.ts';
import type { NewsDeps } from '../deps.ts';
import type { ArticleRecord } from '../model.ts';
import { noSuch, requireWritable, requireWriter } from '../reading/may.ts';
import { textId } from '../reading/text-of.ts';
import { newStanding, nextStanding } from './next-status.ts';
import { type Content, type ContentPatch, readContent } from './read-content.ts';
import { type Kind, save, type Saving } from './save.ts';
import { takeSlug } from '../names/slug.ts';
import { tellChange } from './tell.ts';

/** The saved texts that an article may have. */
const maxRevisions = 5_000;

/** Null clears, absent keeps. */
export interface ArticlePatch extends ContentPatch {
  publishAt?: Date | null | undefined;
}

/**
 * Makes an article of the viewer's.
 *
 * @throws AppError `UNAUTHENTICATED`, `FORBIDDEN` for others than editors and admins; as `save` does.
 */
export async function createArticle(reading: Reading, input: ArticlePatch): Promise<ArticleRecord> {
  return await save(reading.deps, articles, { userId: requireWriter(reading), target: null, input });
}

/**
 * Changes an article, if it is still at the revision that the client saw.
 *
 * @throws AppError as `createArticle`.
 */
export async function updateArticle(
  reading: Reading,
  { id, ifRevision, input }: { id: string; ifRevision: number; input: ArticlePatch },
): Promise<ArticleRecord> {
  await requireWritable(reading, 'article', id, reading.loaders.article);
  const saved = await save(reading.deps, articles, { userId: requireWriter(reading), target: { id, ifRevision }, input });
  reading.loaders.article.clear(id).prime(id, saved);
  return saved;
}

const articles: Kind<ArticleRecord, ArticlePatch, Content> = {
  noun: 'article',
  prefix: 'art',
  find: async ({ models }, id) => await models.articles.findOne(byId(id)).lean(),
  read: ({ clock }, input, before) => {
    nextStanding(before ?? newStanding, input, clock());
    return readContent('article', input);
  },
  writeNew,
  writeChanges,
};

async function writeNew(
  deps: NewsDeps,
  { id: articleId, wanted, changes, bodyHtml }: Saving<ArticlePatch, Content>,
): Promise<ArticleRecord> {
  const { models } = deps;
  const { userId, input } = wanted;
  const now = deps.clock();
  const { body = '', title = '', ...rest } = changes;
  const article: ArticleRecord = {
    ...byId(articleId),
    slug: await takeSlug(deps, 'article', title, articleId),
    authorId: userId,
    title,
    ...{ description: '', tags: [], imageIds: [], ...rest },
    ...nextStanding(newStanding, input, now),
    textRevision: 1,
    createdAt: now,
    updatedAt: now,
    likeCount: 0,
    revision: 1,
    version: 1,
  };
  await models.articles.insertMany([article], { lean: true });
  const text = { articleId, revision: 1, title, body, bodyHtml: bodyHtml ?? '', savedBy: userId, savedAt: now };
  await models.texts.insertMany([{ _id: textId(articleId, 1), shard: article.shard, ...text }], { lean: true });
  await tellChange(deps, null, article, body);
  return article;
}

async function writeChanges(
  deps: NewsDeps,
  { id: articleId, wanted, changes, bodyHtml }: Saving<ArticlePatch, Content>,
  before: ArticleRecord,
): Promise<ArticleRecord> {
  const { models } = deps;
  const now = deps.clock();
  const revision = before.revision + 1;
  const { body, ...rest } = changes;
  const current = await models.texts.findOne({ _id: textId(articleId, before.textRevision), shard: before.shard }).lean();
  const text = { title: rest.title ?? before.title, body: body ?? current?.body ?? '', bodyHtml: bodyHtml ?? current?.bodyHtml ?? '' };
  const isNewText = text.title !== current?.title || text.body !== current.body || text.bodyHtml !== current.bodyHtml;
  if (isNewText) {
    if (revision > maxRevisions) throw badInput('id', `An article is saved ${maxRevisions.toLocaleString('en')} times at most.`);
    // Each text of an article has a later time than the one before.
    const savedAt = new Date(Math.max(now.getTime(), (current?.savedAt.getTime() ?? 0) + 1));
    const saved = { articleId, revision, ...text, savedBy: wanted.userId, savedAt };
    await models.texts.insertMany([{ _id: textId(articleId, revision), shard: before.shard, ...saved }], { lean: true });
  }
  const set = { ...rest, ...nextStanding(before, wanted.input, now), updatedAt: now, ...(isNewText && { textRevision: revision }) };
  const article = await models.articles
    .findOneAndUpdate(byId(articleId), { $set: set, $inc: { revision: 1, version: 1 } }, { returnDocument: 'after' })
    .lean();
  if (!article) throw noSuch('article');
  await tellChange(deps, before, article, text.body);
  return article;
}
