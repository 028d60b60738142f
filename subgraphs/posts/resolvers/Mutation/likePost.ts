import type { MutationResolvers } from '../../generated/types.ts';
import { likePost as like } from '../../marks/likes.ts';

export const likePost: NonNullable<MutationResolvers['likePost']> = async (_source, args, context) => await like(context, args);
