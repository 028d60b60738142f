/** Images of articles and events: they stay with them, whatever becomes of the account that uploaded them. */
import { isId } from '#lib/db/ids.ts';

/** A filter for media that no article and no event holds. */
export const notOfNews = {
  $or: [
    { attachedTo: null },
    { attachedTo: { $lt: 'art_' } },
    { attachedTo: { $gte: 'art`', $lt: 'evt_' } },
    { attachedTo: { $gte: 'evt`' } },
  ],
};

/** Whether an article or event holds a media. */
export function isOfNews({ attachedTo }: { attachedTo: string | null }): boolean {
  return attachedTo !== null && (isId(attachedTo, 'art') || isId(attachedTo, 'evt'));
}
