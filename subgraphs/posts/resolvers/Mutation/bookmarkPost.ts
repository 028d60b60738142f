import type { MutationResolvers } from '../../generated/types.ts';
import { bookmarkPost as bookmark } from '../../marks/bookmarks.ts';

export const bookmarkPost: NonNullable<MutationResolvers['bookmarkPost']> = async (_source, args, context) => await bookmark(context, args);
