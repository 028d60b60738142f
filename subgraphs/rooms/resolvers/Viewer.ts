import type { ViewerResolvers } from '../generated/types.ts';
import { listInvites } from '../members/invites.ts';

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }, { viewerId }) => (id === viewerId ? { id } : null),
  roomInvites: async (_source, args, context) => await listInvites(context, args),
  directMessagesFrom: async ({ id }, _args, { loaders }) => (await loaders.account.load(id))?.directMessagesFrom ?? 'FOLLOWING',
};
