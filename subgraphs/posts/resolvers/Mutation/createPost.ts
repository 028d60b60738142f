import { createPost as create } from '../../writing/create-post.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const createPost: NonNullable<MutationResolvers['createPost']> = async (_source, { input }, context) => await create(context, input);
