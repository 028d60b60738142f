import type { QueryResolvers } from '../../generated/types.ts';
import { listPublicPosts } from '../../reading/lists.ts';

export const posts: NonNullable<QueryResolvers['posts']> = async (_source, args, context) => await listPublicPosts(context, args);
