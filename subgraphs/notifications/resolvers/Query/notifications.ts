import type { QueryResolvers } from '../../generated/types.ts';
import { listNotifications } from '../../inbox/lists.ts';

export const notifications: NonNullable<QueryResolvers['notifications']> = async (_source, args, context) =>
  await listNotifications(context, args);
