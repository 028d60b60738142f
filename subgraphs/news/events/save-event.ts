/** Saves events: new ones, and changes of those that the client saw at a revision. */
import { byId } from '#lib/db/ids.ts';
import { fillSeats } from '../attendance/seats.ts';
import type { Reading } from '../context.ts';
import type { NewsDeps } from '../deps.ts';
import type { EventRecord } from '../model.ts';
import { takeSlug } from '../names/slug.ts';
import { noSuch, requireWritable, requireWriter } from '../reading/may.ts';
import { newStanding, nextStanding } from '../writing/next-status.ts';
import { type Kind, save, type Saving } from '../writing/save.ts';
import { type EventContent, type EventPatch, readEvent } from './read-event.ts';
import { describeOccurrences, storeOccurrences } from './store-occurrences.ts';
import { tellEvent } from './tell-event.ts';

/** Makes an event of the viewer's. @throws AppError `UNAUTHENTICATED`, `FORBIDDEN` for others than editors and admins; as `save` does. */
export async function createEvent(reading: Reading, input: EventPatch): Promise<EventRecord> {
  return await save(reading.deps, events, { userId: requireWriter(reading), target: null, input });
}

/** Changes an event, if it is still at the revision that the client saw. @throws AppError as `createEvent`. */
export async function updateEvent(
  reading: Reading,
  { id, ifRevision, input }: { id: string; ifRevision: number; input: EventPatch },
): Promise<EventRecord> {
  await requireWritable(reading, 'event', id, reading.loaders.event);
  const saved = await save(reading.deps, events, { userId: requireWriter(reading), target: { id, ifRevision }, input });
  reading.loaders.event.clear(id).prime(id, saved);
  return saved;
}

const events: Kind<EventRecord, EventPatch, EventContent> = {
  noun: 'event',
  prefix: 'evt',
  find: async ({ models }, id) => await models.events.findOne(byId(id)).lean(),
  read: ({ clock }, input, before) => readEvent(input, before, clock()),
  writeNew,
  writeChanges,
};

async function writeNew(
  deps: NewsDeps,
  { id: eventId, wanted, changes, bodyHtml }: Saving<EventPatch, EventContent>,
): Promise<EventRecord> {
  const { models } = deps;
  const now = deps.clock();
  const { body = '', title = '', timing, ...rest } = changes;
  if (!timing) throw new Error('A new event has its time.');
  const { status, publishedAt } = nextStanding(newStanding, { status: wanted.input.status }, now);
  const event: EventRecord = {
    ...byId(eventId),
    slug: await takeSlug(deps, 'event', title, eventId),
    authorId: wanted.userId,
    title,
    ...{ description: '', tags: [], imageIds: [], place: null, capacity: null, ...rest },
    ...timing,
    ...{ status, publishedAt, createdAt: now, updatedAt: now, extendAt: null, odd: [] },
    ...{ attendingCount: 0, waitlistCount: 0, nextTicket: 1, isCancelled: false, revision: 1, version: 1 },
  };
  Object.assign(event, await storeOccurrences(deps, event));
  await models.events.insertMany([event], { lean: true });
  await models.eventTexts.insertMany([{ ...byId(eventId), body, bodyHtml: bodyHtml ?? '' }], { lean: true });
  await tellEvent(deps, null, event, body);
  return event;
}

async function writeChanges(
  deps: NewsDeps,
  { id: eventId, wanted, changes, bodyHtml }: Saving<EventPatch, EventContent>,
  before: EventRecord,
): Promise<EventRecord> {
  const { models } = deps;
  const now = deps.clock();
  const { body, timing, ...rest } = changes;
  const standing = { ...before, publishAt: null };
  const { status, publishedAt } = nextStanding(standing, { status: wanted.input.status }, now);
  const set: Partial<EventRecord> = { ...rest, ...timing, status, publishedAt, updatedAt: now };
  const after: EventRecord = { ...before, ...set };
  if (timing) Object.assign(set, await storeOccurrences(deps, after));
  else if (status !== before.status || rest.tags || rest.place !== undefined) await describeOccurrences(deps, after);
  if (body !== undefined) await models.eventTexts.updateOne(byId(eventId), { $set: { body, bodyHtml: bodyHtml ?? '' } });
  const saved: EventRecord | null = await models.events
    .findOneAndUpdate(byId(eventId), { $set: set, $inc: { revision: 1, version: 1 } }, { returnDocument: 'after' })
    .lean();
  if (!saved) throw noSuch('event');
  const event = rest.capacity === undefined ? saved : ((await fillSeats(deps, eventId)) ?? saved);
  const text = body ?? (await models.eventTexts.findOne(byId(eventId), { body: 1 }).lean())?.body ?? '';
  await tellEvent(deps, before, event, text);
  return event;
}
