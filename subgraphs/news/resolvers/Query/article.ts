import type { QueryResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { findArticle } from '../../reading/find-named.ts';

export const article: NonNullable<QueryResolvers['article']> = async (_source, args, context) =>
  await findArticle(await readingOf(context), args);
