import type { MutationResolvers } from '../../generated/types.ts';
import { editPost as edit } from '../../writing/edit-post.ts';

export const editPost: NonNullable<MutationResolvers['editPost']> = async (_source, args, context) => await edit(context, args);
