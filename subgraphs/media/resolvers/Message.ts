import type { MessageResolvers } from '../generated/types.ts';

export const Message: MessageResolvers = {
  __resolveReference: (message) => message,
  // The viewer may see the media, because rooms gave their ids only to those for whom the message does not stand masked.
  media: async ({ id, mediaIds }, _args, { loaders }) => {
    const found = await Promise.all(mediaIds.map(async (mediaId) => await loaders.media.load(mediaId)));
    return found.flatMap((media) => (media?.attachedTo === id ? [media] : []));
  },
};
