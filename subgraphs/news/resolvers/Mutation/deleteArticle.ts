import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { deleteArticle as remove } from '../../writing/delete-article.ts';

export const deleteArticle: NonNullable<MutationResolvers['deleteArticle']> = async (_source, args, context) =>
  await remove(await readingOf(context), args);
