import type DataLoader from 'dataloader';
import { badInput } from '#lib/core/errors.ts';
import type { Reading } from '../context.ts';
import type { ArticleRecord } from '../model.ts';
import { findBySlug, type Named } from '../names/slug.ts';
import { checkId, mayRead } from './may.ts';

interface IdOrSlug {
  id?: string | null | undefined;
  slug?: string | null | undefined;
}

/** Finds an article or event by its id or its slug; null when there is none for this viewer. @throws AppError `BAD_USER_INPUT` unless exactly one is given. */
export async function findNamed<Record extends Pick<ArticleRecord, 'status' | 'authorId'>>(
  reading: Reading,
  named: Named,
  { id, slug }: IdOrSlug,
  source: Pick<DataLoader<string, Record | null>, 'load'>,
): Promise<Record | null> {
  if ((id == null) === (slug == null)) throw badInput(id == null ? 'id' : 'slug', 'Give id or slug, exactly one of the two.');
  if (id != null) checkId(named, id);
  const foundId = id ?? (await findBySlug(reading.deps, named, slug ?? ''));
  const found = foundId === null ? null : await source.load(foundId);
  return found && mayRead(reading, found) ? found : null;
}

/** Finds an article. @throws AppError as `findNamed`. */
export async function findArticle(reading: Reading, by: IdOrSlug): Promise<ArticleRecord | null> {
  return await findNamed(reading, 'article', by, reading.loaders.article);
}
