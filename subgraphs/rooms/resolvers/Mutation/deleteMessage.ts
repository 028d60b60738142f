import type { MutationResolvers } from '../../generated/types.ts';
import { deleteMessage as rule } from '../../messages/edit-message.ts';

export const deleteMessage: NonNullable<MutationResolvers['deleteMessage']> = async (_source, args, context) => await rule(context, args);
