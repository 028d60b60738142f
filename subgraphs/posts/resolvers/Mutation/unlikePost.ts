import type { MutationResolvers } from '../../generated/types.ts';
import { unlikePost as unlike } from '../../marks/likes.ts';

export const unlikePost: NonNullable<MutationResolvers['unlikePost']> = async (_source, args, context) => await unlike(context, args);
