import { isId } from '#lib/db/ids.ts';
import { AppError, badInput } from '#lib/core/errors.ts';
import { requireViewer } from '#lib/auth/require-viewer.ts';
import type { Reading } from '../context.ts';
import type { MediaRecord } from '../model.ts';

/**
 * A media that the viewer owns.
 *
 * @throws AppError `UNAUTHENTICATED`; `BAD_USER_INPUT` when the id is no media's; `NOT_FOUND` when the viewer has none
 * of this id; `FORBIDDEN` when it is another user's.
 */
export async function requireOwnMedia({ viewerId, loaders }: Reading, mediaId: string): Promise<MediaRecord> {
  requireViewer(viewerId);
  if (!isId(mediaId, 'med')) throw badInput('id', 'id is no id of a media.');
  const media = await loaders.visibleMedia.load(mediaId);
  if (!media) throw new AppError('NOT_FOUND', 'There is no such media.', { field: 'id' });
  if (media.ownerId !== viewerId) throw new AppError('FORBIDDEN', 'Only its owner may do this.');
  return media;
}
