import type { QueryResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { listArticles } from '../../reading/list-articles.ts';

export const articles: NonNullable<QueryResolvers['articles']> = async (_source, args, context) =>
  await listArticles(await readingOf(context), args);
