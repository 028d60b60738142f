import type { MutationResolvers } from '../../generated/types.ts';
import { deletePost as remove } from '../../writing/delete-post.ts';

export const deletePost: NonNullable<MutationResolvers['deletePost']> = async (_source, args, context) => await remove(context, args);
