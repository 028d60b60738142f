import type { MutationResolvers } from '../../generated/types.ts';
import { readingOf } from '../../context.ts';
import { likeArticle as like } from '../../marks/likes.ts';

export const likeArticle: NonNullable<MutationResolvers['likeArticle']> = async (_source, args, context) =>
  await like(await readingOf(context), args);
