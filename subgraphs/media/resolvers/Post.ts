import type { PostResolvers } from '../generated/types.ts';

export const Post: PostResolvers = {
  __resolveReference: (post) => post,
  // Whoever sees the post sees its media: posts has said so by giving their ids.
  media: async ({ id, mediaIds }, _args, { loaders }) => {
    const found = await Promise.all(mediaIds.map(async (mediaId) => await loaders.media.load(mediaId)));
    return found.flatMap((media) => (media?.attachedTo === id ? [media] : []));
  },
};
