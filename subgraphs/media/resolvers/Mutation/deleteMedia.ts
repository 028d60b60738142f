import type { MutationResolvers } from '../../generated/types.ts';
import { deleteMedia as remove } from '../../library/change-media.ts';

export const deleteMedia: NonNullable<MutationResolvers['deleteMedia']> = async (_source, args, context) => await remove(context, args);
