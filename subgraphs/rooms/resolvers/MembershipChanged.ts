import type { MembershipChangedResolvers } from '../generated/types.ts';
import { shownUser } from '../reading/shown.ts';

export const MembershipChanged: MembershipChangedResolvers = {
  userId: ({ userId }) => userId ?? '',
  user: async ({ userId }, _args, context) => await shownUser(context, userId),
  member: async ({ roomId, userId }, _args, { loaders }) => await loaders.member.load(`${roomId}/${userId}`),
};
