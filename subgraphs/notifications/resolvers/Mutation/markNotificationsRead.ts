import type { MutationResolvers } from '../../generated/types.ts';
import { markRead } from '../../inbox/lists.ts';

export const markNotificationsRead: NonNullable<MutationResolvers['markNotificationsRead']> = async (_source, { upTo }, context) =>
  await markRead(context, upTo);
