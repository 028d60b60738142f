import type { ArticleResolvers } from '../generated/types.ts';

export const Article: ArticleResolvers = {
  __resolveReference: (article) => article,
  // The viewer may see the images, because news gave their ids only to those who may read the article.
  images: async ({ id, imageIds }, _args, { loaders }) => {
    const found = await Promise.all(imageIds.map(async (imageId) => await loaders.media.load(imageId)));
    return found.flatMap((media) => (media?.attachedTo === id ? [media] : []));
  },
};
