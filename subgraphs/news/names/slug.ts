/** Names of articles and events for addresses. */
import type { NewsDeps } from '../deps.ts';

const maxLength = 80;
const tries = 20;

/** The beginning of a name: the title's letters and digits in small letters, words joined by hyphens. */
export function slugOf(title: string, fallback = 'article'): string {
  const plain = title
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss');
  const words = plain.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? [...word].slice(0, maxLength).join('') : `${slug}-${word}`;
    if ([...longer].length > maxLength) break;
    slug = longer;
  }
  return slug === '' ? fallback : slug;
}

/** Whose names these are: articles and events have names of their own. */
export type Named = 'article' | 'event';

/** The id of the document that a name is taken by. */
function slugId(named: Named, slug: string): string {
  return `${named}/${slug}`;
}

/** Takes a free name, in the surrounding transaction: that of the title, or with a number, or with a part of the id. */
export async function takeSlug({ models }: NewsDeps, named: Named, title: string, ofId: string): Promise<string> {
  const base = slugOf(title, named);
  const names = [base, ...Array.from({ length: tries }, (_, index) => `${base}-${index + 2}`)];
  const found = await models.slugs.find({ _id: { $in: names.map((name) => slugId(named, name)) } }, { _id: 1 }).lean();
  const taken = new Set(found.map(({ _id }) => _id));
  const slug = names.find((name) => !taken.has(slugId(named, name))) ?? `${base}-${ofId.slice(-10).toLowerCase()}`;
  await models.slugs.insertMany([{ _id: slugId(named, slug), ofId }]);
  return slug;
}

/** Finds whose a name is; null for nobody's. */
export async function findBySlug({ models }: Pick<NewsDeps, 'models'>, named: Named, slug: string): Promise<string | null> {
  return (await models.slugs.findById(slugId(named, slug.toLowerCase())).lean())?.ofId ?? null;
}

/** Lets go of a name, in the surrounding transaction. */
export async function freeSlug({ models }: NewsDeps, named: Named, slug: string): Promise<void> {
  await models.slugs.deleteOne({ _id: slugId(named, slug) });
}
