import type { QueryResolvers } from '../../generated/types.ts';
import { countUnread } from '../../inbox/lists.ts';

export const unreadCount: NonNullable<QueryResolvers['unreadCount']> = async (_source, _args, context) =>
  context.viewerId === null ? null : await countUnread(context);
