import type { MessageAddedResolvers } from '../generated/types.ts';
import { findMessage } from '../reading/may.ts';

export const MessageAdded: MessageAddedResolvers = {
  messageId: ({ messageId }) => messageId ?? '',
  message: async ({ messageId }, _args, context) => await findMessage(context, messageId ?? ''),
};
