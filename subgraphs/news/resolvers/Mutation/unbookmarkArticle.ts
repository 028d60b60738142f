import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { unbookmarkArticle as unbookmark } from '../../marks/bookmarks.ts';

export const unbookmarkArticle: NonNullable<MutationResolvers['unbookmarkArticle']> = async (_source, args, context) =>
  await unbookmark(await readingOf(context), args);
