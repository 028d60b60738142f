import type { MessageChangedResolvers } from '../generated/types.ts';
import { findMessage } from '../reading/may.ts';

export const MessageChanged: MessageChangedResolvers = {
  messageId: ({ messageId }) => messageId ?? '',
  message: async ({ messageId }, _args, context) => await findMessage(context, messageId ?? ''),
};
