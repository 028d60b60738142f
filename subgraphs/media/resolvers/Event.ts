import type { EventResolvers } from '../generated/types.ts';

export const Event: EventResolvers = {
  __resolveReference: (event) => event,
  // The viewer may see the images, because news gave their ids only to those who may read the event.
  images: async ({ id, imageIds }, _args, { loaders }) => {
    const found = await Promise.all(imageIds.map(async (imageId) => await loaders.media.load(imageId)));
    return found.flatMap((media) => (media?.attachedTo === id ? [media] : []));
  },
};
