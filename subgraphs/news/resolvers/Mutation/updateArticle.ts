import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { updateArticle as update } from '../../writing/save-article.ts';

export const updateArticle: NonNullable<MutationResolvers['updateArticle']> = async (_source, args, context) =>
  await update(await readingOf(context), args);
