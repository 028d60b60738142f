import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { createArticle as create } from '../../writing/save-article.ts';

export const createArticle: NonNullable<MutationResolvers['createArticle']> = async (_source, { input }, context) =>
  await create(await readingOf(context), input);
