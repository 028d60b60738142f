import type { MutationResolvers } from '../../generated/types.ts';
import { updateMedia as update } from '../../library/change-media.ts';

export const updateMedia: NonNullable<MutationResolvers['updateMedia']> = async (_source, args, context) => await update(context, args);
