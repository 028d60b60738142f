import { readFeed } from '../../feed/feed.ts';
import type { QueryResolvers } from '../../generated/types.ts';

export const feed: NonNullable<QueryResolvers['feed']> = async (_source, args, context) => await readFeed(context, args);
