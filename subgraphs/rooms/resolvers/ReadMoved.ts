import type { ReadMovedResolvers } from '../generated/types.ts';

export const ReadMoved: ReadMovedResolvers = {
  userId: ({ userId }) => userId ?? '',
  readUpTo: ({ messageId }) => messageId ?? '',
};
