import type { PostResolvers } from '../generated/types.ts';

export const Post: PostResolvers = {
  __resolveReference: (post) => post,
  // The viewer may see the post's media, because posts gave its ids only to those who may.
  media: async ({ id, mediaIds }, _args, { loaders }) => {
    const found = await Promise.all(mediaIds.map(async (mediaId) => await loaders.media.load(mediaId)));
    return found.flatMap((media) => (media?.attachedTo === id ? [media] : []));
  },
};
