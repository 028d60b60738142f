import type { Loaders } from '../context.ts';
import type { ArticleRecord, ArticleTextRecord } from '../model.ts';

/** The id of an article's text that was saved with a revision. Ids sort as revisions do. */
export function textId(articleId: string, revision: number): string {
  return `${articleId}/${String(revision).padStart(8, '0')}`;
}

/** The present text of an article. @throws Error when it is missing, which no write leaves behind. */
export async function textOf(loaders: Pick<Loaders, 'text'>, { _id, textRevision }: ArticleRecord): Promise<ArticleTextRecord> {
  const text = await loaders.text.load(textId(_id, textRevision));
  if (!text) throw new Error(`${_id} has no text ${textRevision}.`);
  return text;
}
