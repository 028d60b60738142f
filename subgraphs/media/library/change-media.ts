import { byId } from '#lib/db/ids.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Reading } from '../context.ts';
import { shownStates } from '../loaders.ts';
import type { MediaRecord } from '../model.ts';
import { readAltText } from './alt-text.ts';
import { removeMedia } from './remove-media.ts';
import { requireOwnMedia } from './viewer.ts';

/** Changes the alternative text of the viewer's media. @throws AppError `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN`. */
export async function updateMedia(reading: Reading, input: { id: string; altText: string }): Promise<MediaRecord> {
  const { _id } = await requireOwnMedia(reading, input.id);
  const altText = readAltText(input.altText, 'altText');
  const changed = await reading.deps.models.media
    .findOneAndUpdate(
      { ...byId(_id), state: { $in: shownStates } },
      { $set: { altText }, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    )
    .lean();
  if (!changed) throw new AppError('NOT_FOUND', 'There is no such media.', { field: 'id' });
  return changed;
}

/** Removes the viewer's media. @throws AppError `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN`. */
export async function deleteMedia(reading: Reading, { id }: { id: string }): Promise<boolean> {
  const { _id } = await requireOwnMedia(reading, id);
  await reading.deps.transaction(async () => void (await removeMedia(reading.deps, _id)));
  return true;
}
