/** Removes events: at once from all lists; a job erases the rest. */
import { z } from 'zod';
import { byId, shardOf } from '#lib/db/ids.ts';
import { defineJob } from '#lib/jobs/define.ts';
import type { Reading } from '../context.ts';
import type { NewsDeps } from '../deps.ts';
import { freeSlug } from '../names/slug.ts';
import { requireWritable } from '../reading/may.ts';

/** Erases the words and attendances of a deleted event. */
export const eraseEvent = defineJob({
  name: 'news.erase-event',
  input: z.object({ eventId: z.string() }),
  run: async ({ models }: NewsDeps, { eventId }) => {
    const beside = { eventId, shard: shardOf(eventId) };
    await models.eventTexts.deleteOne(byId(eventId));
    await models.occurrences.deleteMany(beside);
    await models.attendances.deleteMany(beside);
    await models.attending.deleteMany({ eventId });
  },
});

/** Removes an event of the viewer's. @throws AppError `UNAUTHENTICATED`, `BAD_USER_INPUT`, `NOT_FOUND`, `FORBIDDEN`. */
export async function deleteEvent(reading: Reading, { id }: { id: string }): Promise<boolean> {
  const { deps, loaders } = reading;
  await requireWritable(reading, 'event', id, loaders.event);
  await deps.transaction(async () => await removeEvent(deps, id));
  loaders.event.clear(id);
  return true;
}

/** Removes an event, if it still exists, in the surrounding transaction. */
export async function removeEvent(deps: NewsDeps, eventId: string): Promise<void> {
  const { models } = deps;
  const event = await models.events.findOneAndDelete(byId(eventId)).lean();
  if (!event) return;
  const { authorId, slug, status, version } = event;
  await freeSlug(deps, 'event', slug);
  await models.occurrences.deleteMany({ eventId, shard: shardOf(eventId) });
  await deps.enqueue(eraseEvent, { eventId }, { id: `erase-event/${eventId}` });
  await deps.emit({
    type: 'event.deleted.v1',
    subject: eventId,
    revision: version + 1,
    topics: authorId === null ? [] : [authorId],
    payload: { eventId, authorId, wasPublished: status === 'PUBLISHED' },
  });
}
