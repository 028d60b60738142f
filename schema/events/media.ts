/** What media publishes. An event's subject is the media; its revision grows with each write of the media. */
import { z } from 'zod';
import { accountEvents } from './accounts.ts';

const media = z.object({ mediaId: z.string(), ownerId: z.string() });

export const mediaEvents = {
  ...accountEvents,
  /** It can be shown. `ditheredFromId` and `levels`: of an image that `ditherMedia` made. */
  'media.ready.v1': media.extend({
    kind: z.enum(['IMAGE', 'ANIMATION', 'VIDEO']),
    url: z.string(),
    ditheredFromId: z.string().nullable(),
    levels: z.number().int().nullable(),
  }),
  'media.failed.v1': media.extend({ reason: z.string() }),
  'media.deleted.v1': media,
};
