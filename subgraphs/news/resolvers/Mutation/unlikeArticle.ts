import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { unlikeArticle as unlike } from '../../marks/likes.ts';

export const unlikeArticle: NonNullable<MutationResolvers['unlikeArticle']> = async (_source, args, context) =>
  await unlike(await readingOf(context), args);
