import type { MediaResolvers } from '../generated/types.ts';
import { nearestRendition, progressOf, showRendition } from '../library/shown.ts';

export const Media: MediaResolvers = {
  __resolveReference: async ({ id }, { loaders }) => await loaders.visibleMedia.load(id),
  id: ({ _id }) => _id,
  status: ({ state }) => (state === 'READY' || state === 'FAILED' ? state : 'PROCESSING'),
  progress: progressOf,
  owner: ({ ownerId }) => ({ id: ownerId }),
  url: (media, args, { deps }) => {
    const rendition = nearestRendition(media, args);
    return rendition && showRendition(deps, media, rendition).url;
  },
  renditions: (media, _args, { deps }) => media.renditions.map((rendition) => showRendition(deps, media, rendition)),
};
