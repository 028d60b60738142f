/** Tells others of events, by messages in the surrounding transaction. */
import type { NewsDeps } from '../deps.ts';
import type { EventRecord } from '../model.ts';
import { textTold } from '../writing/tell.ts';

/**
 * Tells what a write has done: made an event public, changed it there, or taken it from there; moved or cancelled it; and its images.
 *
 * @param body - Its present Markdown.
 */
export async function tellEvent({ emit }: NewsDeps, before: EventRecord | null, event: EventRecord, body: string): Promise<void> {
  const { _id: eventId, authorId, imageIds, version: revision } = event;
  const common = { subject: eventId, revision, topics: authorId === null ? [] : [authorId] };
  if (event.status === 'PUBLISHED') {
    const described = describe(event, body);
    if (before?.status === 'PUBLISHED') {
      const payload = { ...described, isMoved: isMoved(before, event), isNewlyCancelled: event.isCancelled && !before.isCancelled };
      await emit({ ...common, type: 'event.edited.v1', payload });
    } else {
      const payload = { ...described, isFirst: before === null || before.publishedAt === null };
      await emit({ ...common, type: 'event.published.v1', payload });
    }
  } else if (before?.status === 'PUBLISHED') await emit({ ...common, type: 'event.archived.v1', payload: { eventId, authorId } });
  if ((before?.imageIds ?? []).join() !== imageIds.join())
    await emit({ ...common, type: 'event.images-changed.v1', payload: { eventId, imageIds } });
}

/** Whether those who go have to know: of another time or place. */
function isMoved(before: EventRecord, event: EventRecord): boolean {
  const timeOf = ({ startsAt, endsAt, timeZone, recurrence }: EventRecord): string =>
    JSON.stringify([startsAt, endsAt, timeZone, recurrence]);
  const placeOf = ({ place }: EventRecord): string => JSON.stringify(place && [place.name, place.address, place.latitude, place.longitude]);
  return timeOf(before) !== timeOf(event) || placeOf(before) !== placeOf(event);
}

function describe(event: EventRecord, body: string) {
  const { _id: eventId, authorId, slug, title, description, tags, imageIds, isCancelled } = event;
  const times = { startsAt: event.startsAt.toISOString(), publishedAt: (event.publishedAt ?? event.createdAt).toISOString() };
  const place = event.place?.name ?? null;
  return { eventId, authorId, slug, title, description, text: textTold(body), tags, imageIds, place, isCancelled, ...times };
}
