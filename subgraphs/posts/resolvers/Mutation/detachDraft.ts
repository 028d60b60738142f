import { detachDraft as detach } from '../../drafts/detach-draft.ts';
import type { MutationResolvers } from '../../generated/types.ts';

export const detachDraft: NonNullable<MutationResolvers['detachDraft']> = async (_source, args, context) => await detach(context, args);
