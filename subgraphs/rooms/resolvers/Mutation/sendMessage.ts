import type { MutationResolvers } from '../../generated/types.ts';
import { sendMessage as rule } from '../../messages/send-message.ts';

export const sendMessage: NonNullable<MutationResolvers['sendMessage']> = async (_source, { input }, context) => await rule(context, input);
