import type { UserResolvers } from '../generated/types.ts';

export const User: UserResolvers = {
  __resolveReference: (user) => user,
  // The viewer may see the avatar, because users gave its id only to those who may.
  avatar: async ({ id, avatarId }, _args, { loaders }) => {
    const media = avatarId == null ? null : await loaders.media.load(avatarId);
    return media?.attachedTo === id ? media : null;
  },
};
