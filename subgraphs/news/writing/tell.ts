/** Tells others of articles, by events in the surrounding transaction. */
import type { NewsDeps } from '../deps.ts';
import type { ArticleRecord } from '../model.ts';

/** Others read no more of a text than this. */
const maxTold = 20_000;

/** The facts of an article that the difference between before and after is found by. */
type Before = Pick<ArticleRecord, 'status' | 'publishedAt' | 'imageIds'>;

/**
 * Emits the events of a write: of what has become public, changed in public, or gone from there, and of its images.
 *
 * @param body - The present Markdown of the article.
 */
export async function tellChange({ emit }: NewsDeps, before: Before | null, article: ArticleRecord, body: string): Promise<void> {
  const { _id: articleId, authorId, imageIds, version: revision } = article;
  const common = { subject: articleId, revision, topics: authorId === null ? [] : [authorId] };
  if (article.status === 'PUBLISHED') {
    if (before?.status === 'PUBLISHED') await emit({ ...common, type: 'article.edited.v1', payload: describe(article, body) });
    else {
      const payload = { ...describe(article, body), isFirst: before === null || before.publishedAt === null };
      await emit({ ...common, type: 'article.published.v1', payload });
    }
  } else if (before?.status === 'PUBLISHED') await emit({ ...common, type: 'article.archived.v1', payload: { articleId, authorId } });
  if ((before?.imageIds ?? []).join() !== imageIds.join())
    await emit({ ...common, type: 'article.images-changed.v1', payload: { articleId, imageIds } });
}

function describe({ _id: articleId, authorId, slug, title, description, tags, imageIds, publishedAt }: ArticleRecord, body: string) {
  return {
    articleId,
    authorId,
    slug,
    title,
    description,
    text: textTold(body),
    tags,
    imageIds,
    publishedAt: (publishedAt ?? new Date(0)).toISOString(),
  };
}

/** The beginning of a text, as others are told of it. */
export function textTold(body: string): string {
  return [...body.slice(0, 2 * maxTold)].slice(0, maxTold).join('');
}
