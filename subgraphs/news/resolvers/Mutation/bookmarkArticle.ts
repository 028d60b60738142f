import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { bookmarkArticle as bookmark } from '../../marks/bookmarks.ts';

export const bookmarkArticle: NonNullable<MutationResolvers['bookmarkArticle']> = async (_source, args, context) =>
  await bookmark(await readingOf(context), args);
