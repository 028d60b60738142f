import type { MutationResolvers } from '../../generated/types.ts';
import { publishPost as publish } from '../../drafts/publish-draft.ts';

export const publishPost: NonNullable<MutationResolvers['publishPost']> = async (_source, args, context) => await publish(context, args);
