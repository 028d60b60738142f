import type { MutationResolvers } from '../../generated/types.ts';
import { repost as add } from '../../marks/reposts.ts';

export const repost: NonNullable<MutationResolvers['repost']> = async (_source, args, context) => await add(context, args);
