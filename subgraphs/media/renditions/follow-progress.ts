import { setTimeout as delay } from 'node:timers/promises';
import { byId } from '#lib/db/ids.ts';
import type { Reading } from '../context.ts';
import { shownStates } from '../loaders.ts';
import type { MediaRecord } from '../model.ts';
import { progressOf } from '../library/shown.ts';
import { requireOwnMedia } from '../library/viewer.ts';

const lookEveryMs = 250;

/**
 * The viewer's media at each step of its progress, from its present state to READY or FAILED.
 *
 * @throws AppError `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN`.
 */
export async function followProgress(
  reading: Reading,
  { id, signal }: { id: string; signal: AbortSignal },
): Promise<AsyncGenerator<MediaRecord>> {
  const { models } = reading.deps;
  const first = await requireOwnMedia(reading, id);
  return (async function* () {
    let media: MediaRecord | null = first;
    let told = -1;
    while (media && !signal.aborted) {
      const isLast = media.state !== 'PROCESSING';
      if (isLast || progressOf(media) > told) yield media;
      if (isLast) return;
      told = Math.max(told, progressOf(media));
      await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
      media = await models.media.findOne({ ...byId(id), state: { $in: shownStates } }).lean();
    }
  })();
}
