import type { MutationResolvers } from '../../generated/types.ts';
import { editMessage as rule } from '../../messages/edit-message.ts';

export const editMessage: NonNullable<MutationResolvers['editMessage']> = async (_source, args, context) => await rule(context, args);
