import type { MutationResolvers } from '../../generated/types.ts';
import { unbookmarkPost as unbookmark } from '../../marks/bookmarks.ts';

export const unbookmarkPost: NonNullable<MutationResolvers['unbookmarkPost']> = async (_source, args, context) =>
  await unbookmark(context, args);
