import type { UserResolvers } from '../generated/types.ts';

export const User: UserResolvers = {
  __resolveReference: (user) => user,
  // Whoever sees the user sees the avatar: users has said so by giving its id.
  avatar: async ({ id, avatarId }, _args, { loaders }) => {
    const media = avatarId == null ? null : await loaders.media.load(avatarId);
    return media?.attachedTo === id ? media : null;
  },
};
