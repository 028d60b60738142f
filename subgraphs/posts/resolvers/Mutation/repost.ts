import type { MutationResolvers } from '../../generated/types.ts';
import { repost as add } from '../../rules/reposts.ts';

export const repost: NonNullable<MutationResolvers['repost']> = async (_source, args, context) => await add(context, args);
